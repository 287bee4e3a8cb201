import { expect, test } from 'vitest';
import { pressedHead, slice, sorted, type Column } from './columns';

interface Row {
  name: string;
  n: number | null;
}

const columns: Column<Row>[] = [
  { id: 'name', label: 'Nom', by: (it) => it.name },
  { id: 'n', label: 'Nombre', by: (it) => it.n },
  { id: 'note', label: 'Note' },
];

const rows: Row[] = [
  { name: 'Zoé', n: 2 },
  { name: 'élan', n: null },
  { name: 'Eden', n: 10 },
];

const names = (column: string, descending = false) =>
  sorted(rows, columns, { column, descending }).map((it) => it.name);

test('names are sorted as in a dictionary, numbers as numbers', () => {
  expect(names('name')).toEqual(['Eden', 'élan', 'Zoé']);
  expect(names('name', true)).toEqual(['Zoé', 'élan', 'Eden']);
  expect(names('n')).toEqual(['Zoé', 'Eden', 'élan']);
});

test('a line that has nothing stays last both ways', () => {
  expect(names('n', true)).toEqual(['Eden', 'Zoé', 'élan']);
});

test('a column that cannot be sorted leaves the order alone', () => {
  expect(names('note')).toEqual(['Zoé', 'élan', 'Eden']);
  expect(sorted(rows, columns, undefined)).toBe(rows);
});

test('a head pressed twice sorts the other way round', () => {
  const once = pressedHead(undefined, 'name');
  expect(once).toEqual({ column: 'name', descending: false });
  expect(pressedHead(once, 'name')).toEqual({ column: 'name', descending: true });
  expect(pressedHead({ column: 'n', descending: true }, 'name')).toEqual(once);
});

test.each([
  [100_000, 0, { from: 0, to: 37 }],
  [100_000, 36_000, { from: 988, to: 1037 }],
  [100_000, 3_599_100, { from: 99_963, to: 100_000 }],
  [10, 0, { from: 0, to: 10 }],
  [0, 0, { from: 0, to: 0 }],
  // The list became shorter than where it was scrolled to.
  [10, 36_000, { from: 10, to: 10 }],
])('of %i lines scrolled to %i, only those in sight are drawn', (total, top, expected) => {
  expect(slice(total, 36, top, 900)).toEqual(expected);
});
