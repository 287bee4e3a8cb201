import { beforeEach, expect, test, vi } from 'vitest';
import { layouts } from './layout.svelte';

const byName = { column: 'name', descending: false };
const bySize = { column: 'size', descending: true };

beforeEach(() => {
  layouts.onchange = () => {};
  layouts.restore({});
});

test('a list is as usual until somebody says otherwise', () => {
  const layout = layouts.of('boats', byName);
  expect([layout.sort, layout.hidden, layout.filters]).toEqual([byName, [], []]);
  layout.sort = bySize;
  layout.hidden = ['colour'];
  expect([layout.sort, layout.hidden]).toEqual([bySize, ['colour']]);
  expect(layouts.of('boats', byName).sort).toEqual(bySize);
  expect(layouts.of('ports', byName).sort).toEqual(byName);
});

test('what was kept comes back, whoever asked for the list before', () => {
  const layout = layouts.of('boats', byName);
  // As the shell keeps it: nothing was said of the order.
  layouts.restore({ boats: { sort: null, hidden: ['colour'], filters: ['?size=large'] } });
  expect(layout.sort).toEqual(byName);
  expect([layout.hidden, layout.filters]).toEqual([['colour'], ['?size=large']]);
});

test('what somebody changed is told, what is put back is not', () => {
  const told = vi.fn();
  layouts.onchange = told;
  layouts.restore({ boats: { sort: bySize } });
  expect(told).not.toHaveBeenCalled();
  layouts.of('boats', byName).filters = ['?size=large'];
  expect(told).toHaveBeenCalledOnce();
  expect(layouts.lists).toEqual({ boats: { sort: bySize, filters: ['?size=large'] } });
});
