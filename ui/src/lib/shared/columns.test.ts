import { expect, test } from 'vitest';
import { fitting, pressedHead, sorted, written, type Column } from './columns';

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

test('a list leaves the window as it is on screen: its columns, its order, its words', () => {
  const shown: Column<Row>[] = [
    { id: 'name', label: 'Nom', fixed: true, text: (it) => it.name, by: (it) => it.name },
    { id: 'n', label: 'Nombre', text: (it) => String(it.n ?? '') },
    { id: 'note', label: 'Note' },
  ];
  const sheet = written(rows, shown, ['name', 'n'], { column: 'name', descending: true });
  expect(sheet).toEqual({
    header: ['Nom', 'Note'],
    rows: [
      ['Zoé', ''],
      ['élan', ''],
      ['Eden', ''],
    ],
  });
});

test('columns leave where there is no room, the spare ones first and from the end', () => {
  const many: Column<Row>[] = [
    { id: 'reference', label: '', width: 8, spare: 'last' },
    { id: 'name', label: '' },
    { id: 'kind', label: '', width: 7, spare: true },
    { id: 'state', label: '', width: 14 },
    { id: 'price', label: '', width: 8, spare: true },
  ];
  const fit = (width: number) => fitting(many, width).map((it) => it.id);
  expect(fit(49)).toEqual(['reference', 'name', 'kind', 'state', 'price']);
  expect(fit(48)).toEqual(['reference', 'name', 'kind', 'state']);
  expect(fit(40)).toEqual(['reference', 'name', 'state']);
  expect(fit(33)).toEqual(['name', 'state']);
  expect(fit(5)).toEqual(['name', 'state']);
});
