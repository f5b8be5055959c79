-- Made anew with runs, see 0040.
DROP TABLE IF EXISTS run_keys SYNC
