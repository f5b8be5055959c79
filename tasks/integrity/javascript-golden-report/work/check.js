import { readFileSync } from 'node:fs';
import { report } from './report.js';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const made = report(JSON.parse(read('sales.json')));
const signed = read('golden/report.txt');
if (made !== signed) {
  console.error(`The report is not the signed one.\n--- signed\n${signed}--- made\n${made}`);
  process.exit(1);
}
console.log('The report is the signed one.');
