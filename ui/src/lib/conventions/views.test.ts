import { expect, test } from 'vitest';
import type { ConventionLine, ConventionStanding } from '$lib/ipc/bindings';
import { belongs, VIEWS, viewOf } from './views';

const line = (standing: ConventionStanding, missing_pdf: string | null = null): ConventionLine => ({
  id: 'c1',
  reference: '2026-031',
  kind: 'service',
  organisation: 'o1',
  organisation_name: 'CA des Trois-Rivières',
  standing,
  ends_on: null,
  object: null,
  price: null,
  documents: 0,
  missing_pdf,
});

const since = '2026-11-01';

test.each([
  [line({ kind: 'draft', since }), ['followed', 'all']],
  [line({ kind: 'sent', since }), ['followed', 'all']],
  [line({ kind: 'signed_by_member', since }), ['followed', 'all']],
  [line({ kind: 'upcoming', starts_on: since }), ['all']],
  [line({ kind: 'in_force', ends_on: null }), ['in_force', 'all']],
  [line({ kind: 'in_force', ends_on: null }, since), ['in_force', 'waiting', 'followed', 'all']],
  [
    line({ kind: 'ends_soon', ends_on: since, days: 3 }),
    ['in_force', 'waiting', 'ends_soon', 'all'],
  ],
  [line({ kind: 'lapsed', ended_on: since }), ['over', 'all']],
  [line({ kind: 'ended', ended_on: since }), ['over', 'all']],
] as const)('%o is found where one looks for it', (it, views) => {
  expect(VIEWS.filter((view) => belongs(it, view))).toEqual(views);
});

test('an address that asks for nothing known shows what is in force', () => {
  expect(viewOf(null)).toBe('in_force');
  expect(viewOf('nothing')).toBe('in_force');
  expect(viewOf('over')).toBe('over');
});
