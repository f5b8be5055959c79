/** Reads CSV (RFC 4180): records end with CRLF or LF, fields may be quoted. Returns an array of records, each an array of fields. */
export function readCsv(text) {
  if (text === '') return [];
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split(',').map((field) => field.replace(/^"(.*)"$/, '$1')));
}
