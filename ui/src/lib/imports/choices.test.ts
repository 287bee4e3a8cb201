import { expect, test } from 'vitest';
import {
  answered,
  columnOf,
  confirmed,
  corrected,
  correctionOf,
  dayOf,
  identified,
  isTaken,
  ofKind,
  stateOf,
  taking,
  undecided,
  unknownKinds,
  withColumn,
  withoutLeftovers,
} from './choices';
import { list, questions } from './samples';

const summer = { earliest: '2021-06-21', latest: '2021-09-22' };
const july = { earliest: '2021-07-01', latest: '2021-07-31' };
const states = (choices = undecided(list())) =>
  questions().arrivals.map((it) => stateOf(it, choices.arrivals));

test('what leaves room waits for an answer, an empty cell does not', () => {
  expect(states()).toEqual(['proposed', 'said', 'unknown', 'blank']);
});

test('every proposal is taken at its word at once, and nothing else', () => {
  const choices = confirmed(undecided(list()), 'arrivals', questions().arrivals);
  expect(choices.arrivals).toEqual({ 'été 2021': summer });
  expect(states(choices)).toEqual(['answered', 'said', 'unknown', 'blank']);
  // What somebody answered already is no proposal any more.
  const other = answered(undecided(list()), 'arrivals', 'été 2021', july);
  expect(confirmed(other, 'arrivals', questions().arrivals)).toEqual(other);
});

test('an answer holds, says that nobody knows, and is taken back', () => {
  const [asked] = questions().arrivals;
  if (!asked) throw new Error('nothing is asked');
  let choices = answered(undecided(list()), 'arrivals', asked.words, july);
  expect(dayOf(asked, choices.arrivals)).toEqual(july);
  choices = answered(choices, 'arrivals', asked.words, null);
  expect(stateOf(asked, choices.arrivals)).toBe('nobody');
  expect(dayOf(asked, choices.arrivals)).toBeNull();
  choices = answered(choices, 'arrivals', asked.words, undefined);
  expect(choices).toEqual(undecided(list()));
  expect(dayOf(asked, choices.arrivals)).toEqual(summer);
});

test('a cell written as it stands in the file is no correction', () => {
  const place = { line: 3, column: 2 };
  let choices = corrected(undecided(list()), place, '28/02/2026', '31/02/2026');
  choices = corrected(choices, place, '27/02/2026', '31/02/2026');
  expect(choices.corrections).toEqual([{ place, text: '27/02/2026' }]);
  expect(correctionOf(choices, place)).toBe('27/02/2026');
  expect(corrected(choices, place, '31/02/2026', '31/02/2026').corrections).toEqual([]);
  expect(correctionOf(choices, { line: 2, column: 2 })).toBeUndefined();
});

test('what was left out can be kept as notes', () => {
  const choices = undecided(list());
  expect(withoutLeftovers(choices).columns.at(-1)).toEqual({ kind: 'note' });
  const mapped = withColumn(choices, 3, { kind: 'field', field: 'project' });
  expect(columnOf(mapped, 'project')).toBe(3);
  expect(columnOf(choices, 'project')).toBeUndefined();
  expect(withoutLeftovers(mapped)).toEqual(mapped);
});

test('a decision about a line or a cell takes the place of the one before', () => {
  const place = { line: 2, column: 1 };
  let choices = taking(undecided(list()), place, true);
  expect(isTaken(taking(choices, place, true), place)).toBe(true);
  expect(taking(choices, place, true).taken).toHaveLength(1);
  expect(isTaken(taking(choices, place, false), place)).toBe(false);
  choices = identified(identified(choices, 2, 'o'), 2, null);
  expect(choices.identities).toEqual([{ line: 2, organisation: null }]);
  expect(identified(choices, 2, undefined).identities).toEqual([]);
  choices = ofKind(ofKind(choices, 'régie', 'company'), 'régie', 'local_authority');
  expect(choices.kinds).toEqual({ régie: 'local_authority' });
  expect(ofKind(choices, 'régie', null).kinds).toEqual({});
});

test('only the words that nobody understands ask for a kind', () => {
  expect(unknownKinds(questions().kinds).map((it) => it.words)).toEqual(['régie']);
});
