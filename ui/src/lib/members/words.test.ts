import { expect, test } from 'vitest';
import type { ConventionStanding, MemberStanding } from '$lib/ipc/bindings';
import { registerNumber } from './fields';
import { conventionRank, conventionWord, dayWords, sinceOf, standingWord } from './words';

test('what the conventions of a member come to is said in a cell, by its end', () => {
  const standings: (ConventionStanding | null)[] = [
    { kind: 'lapsed', ended_on: '2026-10-31' },
    { kind: 'ends_soon', ends_on: '2026-12-31', days: 38 },
    { kind: 'in_force', ends_on: '2028-12-31' },
    { kind: 'in_force', ends_on: null },
    { kind: 'upcoming', starts_on: '2027-01-01' },
    { kind: 'signed_by_member', since: '2026-10-02' },
    { kind: 'sent', since: '2026-09-11' },
    { kind: 'draft', since: null },
    null,
  ];
  expect(standings.map(conventionWord)).toEqual([
    'Échue le 31/10/2026',
    '31/12/2026, 38\u00a0j',
    '31/12/2028',
    'Sans terme',
    'Dès le 01/01/2027',
    'Contreseing attendu',
    'À signer',
    'Projet',
    'Aucune',
  ]);
  // They stand in the order of the column.
  const ranks = standings.map(conventionRank).filter((it) => it !== null);
  expect(ranks).toEqual(ranks.toSorted());
  expect(conventionRank(null)).toBeNull();
});

test('a member that is to leave says so', () => {
  const day = { earliest: '2021-06-21', latest: '2021-09-22' };
  const standings: MemberStanding[] = [
    { kind: 'member', since: day, until: null },
    { kind: 'member', since: day, until: day },
    { kind: 'left', since: day, on: day },
    { kind: 'upcoming', arrives: day },
    { kind: 'never_member' },
  ];
  expect(standings.map(standingWord)).toEqual([
    'Présent',
    'Part le 22/09/2021',
    'Parti le 22/09/2021',
    'Arrive le 22/09/2021',
    'Jamais membre',
  ]);
  expect(standings.map(sinceOf)).toEqual([day, day, day, day, null]);
  expect(dayWords(day)).toBe('entre le 21/06/2021 et le 22/09/2021');
  expect(dayWords({ earliest: '2022-03-14', latest: '2022-03-14' })).toBe('14/03/2022');
});

test('a register number is read in threes', () => {
  expect(registerNumber('732829320')).toBe('732\u202f829\u202f320');
  expect(registerNumber('73282932000074')).toBe('732\u202f829\u202f320\u202f00074');
});
