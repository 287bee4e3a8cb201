// Copies of an invented club, for the tests.

import type { CopiesPage, CopyLine, JournalLine } from '$lib/ipc/bindings';

/** A copy made on a day of November 2026. */
export const copy = (day: string, more: Partial<CopyLine> = {}): CopyLine => ({
  copy: { kind: 'made', name: `club-${day}` },
  at: `2026-11-${day}T08:02:00Z`,
  size: 4_200_000,
  checked: true,
  ...more,
});

/** The page of the copies, all being well. */
export const page = (more: Partial<CopiesPage> = {}): CopiesPage => ({
  place: 'Sauvegardes du club',
  same_disk: false,
  keep: { days: 8, weeks: 5, months: 12 },
  space: 8_400_000,
  copies: [copy('24'), copy('23')],
  last: { kind: 'good', at: '2026-11-24T08:02:00Z' },
  checked: null,
  working: null,
  ...more,
});

/** An operation of the journal. */
export const line = (operation: number): JournalLine => ({
  operation,
  at: '2026-11-24T09:00:00Z',
  actor: 'Camille Aubry',
  kind: 'add_note',
  about: 'add_note',
  brings_back: false,
  subject: `Organisation ${operation}`,
  rows: 1,
  undoes: null,
  undone_by: null,
});
