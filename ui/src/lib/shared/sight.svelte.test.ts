import { expect, test } from 'vitest';
import { slice, slots } from './sight.svelte';

test.each([
  [100_000, 0, { from: 0, to: 40 }],
  [100_000, 36_000, { from: 992, to: 1040 }],
  [100_000, 3_599_100, { from: 99_960, to: 100_000 }],
  [10, 0, { from: 0, to: 10 }],
  [0, 0, { from: 0, to: 0 }],
  // The list became shorter than where it was scrolled to.
  [10, 36_000, { from: 10, to: 10 }],
])('of %i lines scrolled to %i, only those in sight are drawn', (total, top, expected) => {
  expect(slice(total, 36, top, 900, 1)).toEqual(expected);
});

test('until they are painted, none is drawn beyond those in sight', () => {
  expect(slice(100_000, 36, 36_000, 900, 0)).toEqual({ from: 1000, to: 1032 });
});

test('there are slots enough for what is drawn, wherever the list is scrolled to', () => {
  for (let top = 0; top < 36_000; top += 13) {
    const { from, to } = slice(100_000, 36, top, 917, 1);
    expect(to - from).toBeLessThanOrEqual(slots(36, 917));
    expect(from * 36).toBeLessThanOrEqual(top);
    expect(to * 36).toBeGreaterThanOrEqual(top + 917);
  }
});
