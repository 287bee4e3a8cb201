import { expect, test } from 'vitest';
import type { Happening } from '$lib/ipc/bindings';
import { timelineOf } from './timeline';

const told = (what: Happening) => {
  const [event] = timelineOf([{ on: '2026-11-05', what }]);
  return [event?.title, event?.note, event?.href];
};

test('each thing that happened is told, and leads to its page', () => {
  const certain = { earliest: '2022-03-14', latest: '2022-03-14' };
  const between = { earliest: '2021-06-21', latest: '2021-09-22' };
  expect(told({ kind: 'arrived', day: certain, words: null })).toEqual([
    'Arrivée dans le club',
    undefined,
    undefined,
  ]);
  expect(told({ kind: 'arrived', day: between, words: 'été 2021' })).toEqual([
    'Arrivée dans le club',
    'entre le 21/06/2021 et le 22/09/2021 · «\u202fété 2021\u202f» dans la liste',
    undefined,
  ]);
  const convention = { convention: 'c', reference: '2026-031' };
  expect(told({ kind: 'convention_step', ...convention, step: 'countersigned' })).toEqual([
    'Convention 2026-031 contresignée',
    undefined,
    '/conventions/c',
  ]);
  expect(
    told({ kind: 'received', ...convention, document: 'd', role: 'annex', name: 'annexe.pdf' }),
  ).toEqual(['Annexe de la convention 2026-031 reçue', 'annexe.pdf', '/conventions/c']);
  const meeting = { kind: 'attended', meeting: 'm', body: 'plenary', title: null } as const;
  expect(
    told({ ...meeting, people: 'Maud Le Guellec', represented: false, represented_by: null }),
  ).toEqual(['Vue en réunion\u202f: Plénière', 'Maud Le Guellec', '/meetings/m']);
  expect(
    told({
      ...meeting,
      title: 'Gros volumes',
      people: null,
      represented: true,
      represented_by: 'Landevant',
    }),
  ).toEqual(['Représentée en réunion\u202f: Gros volumes', 'par Landevant', '/meetings/m']);
});

test('two things of one day have each their line', () => {
  const day = { earliest: '2022-03-14', latest: '2022-03-14' };
  const what = { kind: 'arrived', day, words: null } as const;
  const ids = timelineOf([
    { on: '2022-03-14', what },
    { on: '2022-03-14', what },
  ]).map((it) => it.id);
  expect(new Set(ids).size).toBe(2);
});
