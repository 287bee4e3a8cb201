// A list for the tests: all invented.

import type { Choices, Outcome, PickedList, PlannedLine, Questions } from '$lib/ipc/bindings';
import { undecided } from './choices';
import { laidOut, type Laid } from './told';

/** Two lines of a list as it was picked; the last column was not recognised. */
export const list = (): PickedList => ({
  token: 't',
  name: 'liste.csv',
  sha256: 'ab'.repeat(32),
  header: ['Nom', 'Nature', 'Arrivée', 'Ville'],
  rows: [
    { line: 2, cells: ['Valmont', 'régie', 'été 2021', 'Valmont'] },
    { line: 3, cells: ['Landevant', 'collectivité', '31/02/2026', ''] },
  ],
  columns: [
    { kind: 'field', field: 'name' },
    { kind: 'field', field: 'kind' },
    { kind: 'field', field: 'arrived' },
    { kind: 'left_out' },
  ],
});

/** What it leaves open. */
export const questions = (): Questions => ({
  arrivals: [
    {
      words: 'été 2021',
      lines: 3,
      reading: { kind: 'proposed', day: { earliest: '2021-06-21', latest: '2021-09-22' } },
    },
    {
      words: '2021-04',
      lines: 1,
      reading: { kind: 'said', day: { earliest: '2021-04-01', latest: '2021-04-30' } },
    },
    { words: '31/02/2026', lines: 1, reading: { kind: 'unknown' } },
    { words: '', lines: 2, reading: { kind: 'unknown' } },
  ],
  departures: [],
  kinds: [
    { words: 'régie', lines: 1, reading: null },
    { words: 'collectivité', lines: 1, reading: 'local_authority' },
  ],
});

/** The list laid out with what was decided. */
export const laid = (choices: Choices = undecided(list())): Laid =>
  laidOut({
    choices,
    questions: questions(),
    rows: new Map(list().rows.map((it) => [it.line, it])),
    today: '2026-11-24',
  });

/** What becomes of a line. */
export const planned = (
  outcome: Outcome,
  more: Partial<Omit<PlannedLine, 'outcome'>> = {},
): PlannedLine => ({ line: 2, name: 'Valmont', outcome, remarks: [], ...more });
