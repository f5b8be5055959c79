#!/bin/sh
# Restores libchdb into ./node_modules with npm, once; two builds at the same time wait for each other.
# usage: restore.sh PACKAGE-FOLDER LOCK-FILE
set -eu
cd "$(dirname "$0")"
package=node_modules/@chdb/$1
wanted=$(sed -n "s|.*\"@chdb/$1\": *\"\\(.*\\)\".*|\\1|p" package.json)

up_to_date() {
  [ -s "$package/libchdb.so" ] && grep -q "\"version\": *\"$wanted\"" "$package/package.json"
}

exec 9>"$2"
flock 9
if up_to_date; then exit 0; fi
if ! command -v npm >/dev/null 2>&1; then
  echo "restore.sh : error LIBCHDB01: npm is needed to fetch the ClickHouse library (@chdb/$1 $wanted, 560 MB unpacked) and was not found on PATH. Install Node.js 20 or later with npm, or place the package's folder at $(pwd)/$package." >&2
  exit 1
fi
echo "Restoring @chdb/$1 $wanted with npm ci (560 MB unpacked) ..."
if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >"$2.log" 2>&1; then
  sed 's/^/npm: /' "$2.log" >&2
  echo "restore.sh : error LIBCHDB02: npm ci failed in $(pwd); its output is above." >&2
  exit 1
fi
if ! up_to_date; then
  echo "restore.sh : error LIBCHDB03: npm ci ended well but $(pwd)/$package does not hold version $wanted." >&2
  exit 1
fi
