import { expect, test } from 'vitest';
import type { SearchResult } from '$lib/ipc/bindings';
import { grouped, questions } from './search';

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

test('a meeting without a title is called by its body, and its day is written as people do', () => {
  const plenary = { ...found('meeting', 'plenary'), place: '2026-11-24' };
  const decision = { ...found('decision', 'Le calendrier est adopté.'), place: '2026-11-24' };
  const shown = grouped([plenary, decision]).flatMap((it) => it.findings);
  expect(shown.map((it) => [it.title, it.note])).toEqual([
    ['Plénière', '24/11/2026'],
    ['Le calendrier est adopté.', '24/11/2026'],
  ]);
});

test('what two questions find stands once', () => {
  const twice = [found('meeting', 'Plénière'), found('meeting', 'Plénière')];
  expect(grouped(twice).flatMap((it) => it.findings)).toHaveLength(1);
});

test('a body is asked for by the code that the club knows', () => {
  expect(questions('pleni')).toEqual(['pleni', 'plenary']);
  expect(questions('multi')).toEqual(['multi', 'functional', 'technical']);
  expect(questions('Valmont')).toEqual(['Valmont']);
  expect(questions('pl')).toEqual(['pl']);
});

test('a kind that the window does not know is left out, not shown wrong', () => {
  expect(grouped([found('spell', 'x')])).toEqual([]);
});
