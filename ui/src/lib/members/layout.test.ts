import { beforeEach, expect, test } from 'vitest';
import { layouts } from '$lib/shared';
import { VIEWS, type Filter } from './filters';
import { savedFilters, savingOf, toggleSaved } from './layout';
import { filterTitle } from './words';

beforeEach(() => layouts.restore({}));

test('a filter is saved and forgotten again, and those that stand there anyway are not', () => {
  const filter: Filter = { status: 'member', kind: 'research', convention: 'none' };
  expect(Object.values(VIEWS).map(savingOf)).toEqual(Object.values(VIEWS).map(() => 'usual'));
  expect(savingOf(filter)).toBe('new');
  toggleSaved(filter);
  expect(savingOf({ ...filter })).toBe('saved');
  expect(savedFilters()).toEqual([{ ...filter, seen: undefined }]);
  toggleSaved(filter);
  expect([savingOf(filter), savedFilters()]).toEqual(['new', []]);
});

test.each<[Filter, string]>([
  [{ status: 'member', kind: 'research', convention: 'none' }, 'Recherche, sans convention'],
  [{ status: 'member', seen: 'not_lately' }, 'Pas vu depuis un an'],
  [{ status: 'left', kind: 'ministry' }, 'Ministère, parti'],
  [{ kind: 'company', convention: 'ends_soon' }, 'ESN, éditeur, tous, convention bientôt finie'],
])('a filter is called by what answers it: %o', (filter, title) => {
  expect(filterTitle(filter)).toBe(title);
});
