import { expect, test } from 'vitest';
import type { SearchResult } from '$lib/ipc/bindings';
import { grouped } from './search';

const found = (kind: string, name: string): SearchResult => ({
  id: name,
  kind,
  name,
  place: kind === 'person' ? 'Valmont' : null,
  page: null,
});

test('what is found stands under its kind, in the order of the bar, with its place', () => {
  const results = [
    found('meeting', 'Plénière'),
    found('person', 'Maud'),
    found('member', 'Valmont'),
  ];
  const shown = grouped(results).map((it) => [
    it.label,
    ...it.findings.map((one) => [one.title, one.note]),
  ]);
  expect(shown).toEqual([
    ['Membres', ['Valmont', undefined]],
    ['Personnes', ['Maud', 'Valmont']],
    ['Réunions', ['Plénière', undefined]],
  ]);
});

test('a kind that the window does not know is left out, not shown wrong', () => {
  expect(grouped([found('spell', 'x')])).toEqual([]);
});
