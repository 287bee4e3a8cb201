import { expect, test } from 'vitest';
import { matches, runs } from './fold';

test.each([
  ['CA des Trois-Rivières', 'rivi', true],
  ['CA des Trois-Rivières', 'RIVIÈ', true],
  ['CA des Trois-Rivières', 'riv ca', true],
  ['CA des Trois-Rivières', 'vières', false],
  ['Métropole de l’Ardière', "l'ard", true],
  ['Métropole de l’Ardière', 'ard', true],
  ['Métropole', 'metro x', false],
  ['Métropole', '', true],
])('« %s » answers « %s »: %s', (text, typed, answer) => {
  expect(matches(text, typed)).toBe(answer);
});

const marked = (text: string, typed: string) =>
  runs(text, typed)
    .map((it) => (it.found ? `[${it.text}]` : it.text))
    .join('');

test.each([
  ['Trois-Rivières', 'rivie', 'Trois-[Riviè]res'],
  ['Léo Rivierre', 'leo riv', '[Léo] [Riv]ierre'],
  ['œuvre et Œuvre', 'œu', '[œu]vre et [Œu]vre'],
  ['cœur', 'x', 'cœur'],
  ['cœur', '', 'cœur'],
  ['', 'x', ''],
])('in « %s », « %s » marks %s', (text, typed, expected) => {
  expect(marked(text, typed)).toBe(expected);
});
