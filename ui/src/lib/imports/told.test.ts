import { expect, test } from 'vitest';
import type { Membership, Organisation } from '$lib/ipc/bindings';
import { answered, corrected, undecided } from './choices';
import { laid, list, planned, questions } from './samples';
import { laidOut, openDays, rowOf } from './told';

const organisation: Organisation = {
  id: 'o',
  name: 'Valmont',
  legal_name: null,
  kind: 'other',
  register_number: null,
  parent: null,
};
const summer = { earliest: '2021-06-21', latest: '2021-09-22' };
const membership: Membership = {
  id: 'p',
  organisation: 'o',
  arrived: summer,
  arrival_words: 'été 2021',
  left: null,
  departure_words: null,
};

test('a line that is created says what the club will know', () => {
  const note = {
    id: 'n',
    organisation: 'o',
    topic: { kind: 'project' } as const,
    text: 'SAE mutualisé',
  };
  const outcome = { kind: 'create', organisation, membership, notes: [note] } as const;
  const row = rowOf(planned({ ...outcome, notes: [note] }), laid());
  expect(row).toMatchObject({
    outcome: 'create',
    kind: 'Autre',
    arrived: '21/06/2021 – 22/09/2021',
    what: 'Nouveau membre · Projet\u202f: «\u202fSAE mutualisé\u202f»',
    mend: [],
  });
  const left = { ...membership, left: { earliest: '2023-06-19', latest: '2023-06-19' } };
  const gone = rowOf(
    planned({ kind: 'create', organisation, membership: left, notes: [] }),
    laid(),
  );
  expect(gone.what).toBe('Ancien membre, parti le 19/06/2023');
  const aside = rowOf(
    planned(
      { kind: 'create', organisation, membership: null, notes: [] },
      { remarks: [{ kind: 'no_arrival' }, { kind: 'kind_unknown', words: 'régie' }] },
    ),
    laid(),
  );
  expect(aside.what).toBe(
    'Nouvelle organisation, pas membre · Aucune arrivée\u202f: connue du club, sans en être membre · «\u202frégie\u202f» n’est pas une nature connue\u202f: ce sera «\u202fAutre\u202f»',
  );
});

test('a line that changes something says what it was and what it becomes', () => {
  const row = rowOf(
    planned({
      kind: 'change',
      id: 'o',
      changes: [
        { field: 'kind', before: 'association', after: 'research' },
        { field: 'left', before: null, after: { earliest: '2023-06-19', latest: '2023-06-19' } },
      ],
      organisation,
      membership: null,
      notes: [],
    }),
    laid(),
  );
  expect(row.what).toBe(
    'Nature\u202f: association, devient université ou recherche · Départ\u202f: le 19/06/2023',
  );
});

test('what the club keeps against the list is said', () => {
  const change = { field: 'kind', before: 'company', after: 'research' } as const;
  const row = rowOf(
    planned({ kind: 'same', id: 'o' }, { remarks: [{ kind: 'kept', change, column: 1 }] }),
    laid(),
  );
  expect(row.what).toBe(
    'Rien · Nature\u202f: la fiche garde éditeur, ESN ou tiers-archiveur, la liste dit université ou recherche',
  );
});

const unknown = (words: string) =>
  ({
    kind: 'refuse',
    faults: [{ field: 'arrived', refusal: { code: 'arrival_unknown', words } }],
    candidates: [],
  }) as const;

test('words that many lines carry are answered once, not mended in a cell', () => {
  const row = rowOf(planned(structuredClone(unknown('été 2021')) as never), laid());
  expect(row.mend).toEqual([]);
  expect(row.what).toContain('Répondez dans «\u202fDates\u202f».');
});

test('a day that no calendar has is mended on the spot', () => {
  const refused = () => structuredClone(unknown('31/02/2026')) as never;
  const row = rowOf(planned(refused(), { line: 3, name: 'Landevant' }), laid());
  expect(row.mend).toEqual(['arrived']);
  expect(row.what).toBe('Le 31 février n’existe pas. Corrigez ici ou laissez la ligne.');
  const place = { line: 3, column: 2 };
  const mended = corrected(undecided(list()), place, '28/02/2026', '31/02/2026');
  const again = rowOf(planned({ kind: 'same', id: 'o' }, { line: 3 }), laid(mended));
  expect(again.arrived).toBe('28/02/2026');
});

test('a likeness is a choice and no mistake', () => {
  const refusal = { code: 'looks_like', name: 'ACOSS' } as const;
  const row = rowOf(
    planned({
      kind: 'refuse',
      faults: [{ field: 'name', refusal }],
      candidates: [{ organisation: 'o', line: null, name: 'ACOSS', by: 'name' }],
    }),
    laid(),
  );
  expect(row.mend).toEqual([]);
  expect(row.what).toContain('Ouvrez la ligne pour choisir.');
});

test('open questions are counted until they are answered', () => {
  const choices = undecided(list());
  expect(openDays(questions(), choices)).toBe(2);
  const one = answered(choices, 'arrivals', '31/02/2026', null);
  expect(openDays(questions(), one)).toBe(1);
});

test('each line of a long list is told without going through all its questions', () => {
  const words = (at: number) => `autrefois ${at}`;
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    line: at + 2,
    cells: ['N', '', words(at)],
  }));
  let readings = 0;
  const arrivals = rows.map((_, at) => ({
    get words() {
      readings += 1;
      return words(at);
    },
    lines: 1,
    reading: { kind: 'unknown' } as const,
  }));
  const questions = { arrivals, departures: [], kinds: [] };
  const laid = laidOut({
    choices: undecided(list()),
    questions,
    rows: new Map(rows.map((it) => [it.line, it])),
    today: '2026-11-24',
  });
  const told = rows.map(({ line }, at) => {
    const refusal = { code: 'arrival_unknown', words: words(at) } as const;
    const faults = [{ field: 'arrived', refusal } as const];
    return rowOf(planned({ kind: 'refuse', faults, candidates: [] }, { line }), laid);
  });
  expect(told.every((it) => it.mend.includes('arrived'))).toBe(true);
  expect(readings).toBeLessThan(2 * rows.length);
});
