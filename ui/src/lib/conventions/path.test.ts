import { expect, test } from 'vitest';
import type { ConventionPage } from '$lib/ipc/bindings';
import { pathOf } from './path';
import { convention, draft, sent } from './samples';

/** One line a step: its state, its name and what stands under it. */
const drawn = (it: ConventionPage) =>
  pathOf(it).map(({ state, label, note }) => `${state} ${label}${note ? ` (${note})` : ''}`);

test('a draft waits to be sent', () => {
  expect(drawn(draft())).toEqual([
    'done Projet (03/09/2026)',
    'now À signer (à envoyer)',
    'next Signée par le membre',
    'next Contresignée',
    'next En vigueur (une fois contresignée)',
  ]);
});

test('one that was sent waits for the member', () => {
  expect(drawn(sent())).toEqual([
    'done Projet (03/09/2026)',
    'done À signer (11/09/2026)',
    'now Signée par le membre (attendue)',
    'next Contresignée',
    'next En vigueur (une fois contresignée)',
  ]);
});

test('a countersignature that nothing shows is where the path stands', () => {
  const it = convention({ missing: { kind: 'countersigned_pdf', since: '2026-11-19' } });
  expect(drawn(it).slice(3)).toEqual([
    'now Contresignée (19/11/2026, PDF à joindre)',
    'done En vigueur (jusqu’au 31/12/2029)',
  ]);
});

test('steps that nobody wrote down are passed, and said to have no day', () => {
  const it = convention({
    path: [
      { step: 'drafted', on: '2026-09-03' },
      { step: 'countersigned', on: '2026-11-19' },
    ],
  });
  expect(drawn(it)).toEqual([
    'done Projet (03/09/2026)',
    'done À signer (jour non noté)',
    'done Signée par le membre (jour non noté)',
    'done Contresignée (19/11/2026)',
    'now En vigueur (jusqu’au 31/12/2029)',
  ]);
});

test.each([
  [{ kind: 'upcoming', starts_on: '2027-01-01' }, 'next En vigueur (à partir du 01/01/2027)'],
  [{ kind: 'in_force', ends_on: null }, 'now En vigueur (sans terme)'],
  [{ kind: 'ends_soon', ends_on: '2026-12-31', days: 38 }, 'now En vigueur (jusqu’au 31/12/2026)'],
  [{ kind: 'lapsed', ended_on: '2026-10-31' }, 'now Échue (31/10/2026)'],
  [{ kind: 'ended', ended_on: '2026-10-31' }, 'now Résiliée (31/10/2026)'],
] as const)('%o ends as %s', (standing, last) => {
  expect(drawn(convention({ standing })).at(-1)).toBe(last);
});
