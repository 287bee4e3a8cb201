import { expect, test } from 'vitest';
import { readAmount } from './money';

test.each([
  ['', 'empty'],
  ['14250', 1425000],
  ['14 250', 1425000],
  ['14\u202f250,00\u202f€', 1425000],
  ['14250,5', 1425050],
  ['14250.05', 1425005],
  ['14.250,00', 1425000],
  ['14,250.00', 1425000],
  ['14.250', 1425000],
  ['14,250', 'too_precise'],
  ['14 250,005', 'too_precise'],
  ['1.250.000', 125000000],
  [',50', 50],
  ['0,07', 7],
  ['12,', 1200],
  ['12,345,6', 'unreadable'],
  ['1,2345', 'too_precise'],
  ['1.25.000', 'unreadable'],
  ['-12', 'negative'],
  ['−12', 'negative'],
  ['douze', 'unreadable'],
  ['99999999999999999', 'unreadable'],
])('« %s » reads %s', (typed, expected) => {
  const it = readAmount(typed);
  expect(it.kind === 'amount' ? it.cents : it.kind).toBe(expected);
});
