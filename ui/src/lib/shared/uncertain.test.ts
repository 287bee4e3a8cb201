import { expect, test } from 'vitest';
import { boundsOf, typedDay } from './uncertain';

test('a day is certain, or lies between two', () => {
  const certain = { earliest: '2022-03-14', latest: '2022-03-14' };
  const between = { earliest: '2021-06-21', latest: '2021-09-22' };
  expect(typedDay(certain)).toEqual({ between: false, from: '2022-03-14', to: null });
  expect(typedDay(between)).toEqual({ between: true, from: '2021-06-21', to: '2021-09-22' });
  for (const it of [certain, between]) expect(boundsOf(typedDay(it))).toEqual(it);
  expect(boundsOf(typedDay(null))).toBeNull();
});

test('a day between two needs both', () => {
  expect(boundsOf({ between: true, from: '2021-06-21', to: null })).toBeNull();
  expect(boundsOf({ between: true, from: null, to: '2021-09-22' })).toBeNull();
  // What was typed while it lay between two stays behind, and does not count.
  const again = boundsOf({ between: false, from: '2021-06-21', to: '2021-09-22' });
  expect(again).toEqual({ earliest: '2021-06-21', latest: '2021-06-21' });
});
