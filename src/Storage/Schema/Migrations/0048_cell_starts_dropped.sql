-- Made anew with runs, see 0040: the view fills it again.
DROP TABLE IF EXISTS cell_starts SYNC
