import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCsv } from './csv.js';

test('plain fields are read, with either line ending', () => {
  assert.deepEqual(readCsv('a,b\r\n1,2\n'), [['a', 'b'], ['1', '2']]);
});

test('an empty field is an empty text', () => {
  assert.deepEqual(readCsv('a,,c\n,\n'), [['a', '', 'c'], ['', '']]);
});

test('a comma in quotes belongs to the field', () => {
  assert.deepEqual(readCsv('"Doe, Jane",42\n'), [['Doe, Jane', '42']]);
});

test('a line feed in quotes belongs to the field', () => {
  assert.deepEqual(readCsv('"one\r\ntwo",x\n'), [['one\r\ntwo', 'x']]);
});

test('a doubled quote in quotes is one quote', () => {
  assert.deepEqual(readCsv('"say ""hi""",""\n'), [['say "hi"', '']]);
});

test('the last record needs no line ending, and no text has no record', () => {
  assert.deepEqual(readCsv('a,"b"'), [['a', 'b']]);
  assert.deepEqual(readCsv(''), []);
});
