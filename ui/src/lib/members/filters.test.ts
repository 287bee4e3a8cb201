import { expect, test } from 'vitest';
import { addressOf, answers, asking, filterOf, same, VIEWS, type Filter } from './filters';
import { line } from './samples';

const asked = (words: string) => filterOf(new URLSearchParams(words));

test('an address and a filter say the same', () => {
  const filters: Filter[] = [
    ...Object.values(VIEWS),
    { status: 'upcoming', kind: 'ministry', convention: 'ends_soon', seen: 'not_lately' },
  ];
  for (const it of filters) expect(same(asked(addressOf(it).slice(1)), it)).toBe(true);
  expect(addressOf(VIEWS.present)).toBe('');
  expect(addressOf(VIEWS.uncovered)).toBe('?convention=none');
});

test('words that mean nothing ask for nothing', () => {
  expect(same(asked('status=gone&kind=&convention=yes&seen=1'), VIEWS.present)).toBe(true);
});

test('a filter leaves what else is asked for', () => {
  const others = new URLSearchParams('tab=people&kind=company');
  expect(addressOf(VIEWS.all, others)).toBe('?tab=people&status=all');
  expect(asking(others, { new: '', kind: undefined })).toBe('?tab=people&new');
});

test('a convention that binds nobody is none', () => {
  const uncovered = (it: Parameters<typeof line>[0]) =>
    answers(line(it), VIEWS.uncovered, '2026-11-24');
  expect(uncovered({ convention: null })).toBe(true);
  expect(uncovered({ convention: { kind: 'draft', since: null } })).toBe(true);
  expect(uncovered({ convention: { kind: 'sent', since: '2026-09-01' } })).toBe(true);
  expect(uncovered({ convention: { kind: 'lapsed', ended_on: '2026-10-31' } })).toBe(true);
  expect(uncovered({ convention: { kind: 'in_force', ends_on: null } })).toBe(false);
  const soon = { kind: 'ends_soon', ends_on: '2026-12-31', days: 38 } as const;
  expect(uncovered({ convention: soon })).toBe(false);
  // Who has left needs none.
  const day = { earliest: '2022-03-14', latest: '2022-03-14' };
  expect(uncovered({ standing: { kind: 'left', since: day, on: day } })).toBe(false);
});

test('who was not seen for a year was not seen lately', () => {
  const seen = (last_seen: string | null) =>
    answers(line({ last_seen }), { seen: 'lately' }, '2026-11-24');
  expect(seen('2025-11-24')).toBe(true);
  expect(seen('2025-11-23')).toBe(false);
  expect(seen(null)).toBe(false);
  expect(answers(line(), { seen: 'not_lately' }, '2026-11-24')).toBe(true);
});
