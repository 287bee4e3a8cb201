// What a person decides about a list, as plain values: each function gives new choices and leaves
// the old ones alone, so that a draft of them can be kept at any moment.

import type {
  AskedDay,
  AskedKind,
  Choices,
  Column,
  Day,
  Field,
  OrganisationKind,
  PickedList,
  Place,
  Row,
} from '$lib/ipc/bindings';

/** What a list can tell, in the order in which it is offered. */
export const FIELDS: Field[] = [
  'name',
  'legal_name',
  'kind',
  'register_number',
  'arrived',
  'left',
  'first_list',
  'last_list',
  'project',
];

/** The columns as they were recognised, and nothing decided. */
export const undecided = (list: PickedList): Choices => ({
  columns: list.columns,
  corrections: [],
  arrivals: {},
  departures: {},
  kinds: {},
  identities: [],
  taken: [],
});

/** A column holds something else than was thought. */
export const withColumn = (choices: Choices, at: number, column: Column): Choices => ({
  ...choices,
  columns: choices.columns.map((it, place) => (place === at ? column : it)),
});

/** Nothing is left out. */
export const withoutLeftovers = (choices: Choices): Choices => ({
  ...choices,
  columns: choices.columns.map((it) => (it.kind === 'left_out' ? { kind: 'note' } : it)),
});

/** The column that holds a field. */
export function columnOf(choices: Choices, field: Field): number | undefined {
  const at = choices.columns.findIndex((it) => it.kind === 'field' && it.field === field);
  return at < 0 ? undefined : at;
}

const same = (one: Place, other: Place) => one.line === other.line && one.column === other.column;

/** What was written anew in a cell. */
export const correctionOf = (choices: Choices, place: Place): string | undefined =>
  choices.corrections.find((it) => same(it.place, place))?.text;

/** A cell is written anew; written as it stands in the file, it is no correction. */
export function corrected(choices: Choices, place: Place, text: string, written: string): Choices {
  const others = choices.corrections.filter((it) => !same(it.place, place));
  return {
    ...choices,
    corrections: text === written ? others : [...others, { place, text }],
  };
}

/** What stands in a cell of the file. */
export const writtenIn = (row: Row | undefined, column: number): string => row?.cells[column] ?? '';

/** Whether the word of the list is taken for a cell. */
export const isTaken = (choices: Choices, place: Place): boolean =>
  choices.taken.some((it) => same(it, place));

/** The word of the list is taken for a cell, or that of the club again. */
export function taking(choices: Choices, place: Place, taken: boolean): Choices {
  const others = choices.taken.filter((it) => !same(it, place));
  return { ...choices, taken: taken ? [...others, place] : others };
}

/** A line is about an organisation, about none of those that it looks like (`null`), or about one
 * that was not said yet (`undefined`). */
export function identified(
  choices: Choices,
  line: number,
  organisation: string | null | undefined,
): Choices {
  const others = choices.identities.filter((it) => it.line !== line);
  return {
    ...choices,
    identities: organisation === undefined ? others : [...others, { line, organisation }],
  };
}

/** Which of the two sorts of days is asked. */
export type Asking = 'arrivals' | 'departures';

/** How a question about a day stands. */
export type State = 'blank' | 'said' | 'proposed' | 'unknown' | 'answered' | 'nobody';

/** How a question about a day stands. */
export function stateOf(it: AskedDay, answers: Choices[Asking]): State {
  const answer = answers[it.words];
  if (answer === null) return 'nobody';
  if (answer !== undefined) return 'answered';
  return it.words === '' ? 'blank' : it.reading.kind;
}

/** Whether lines wait for the answer. */
export const isOpen = (state: State): boolean => state === 'proposed' || state === 'unknown';

/** The day that words stand for as long as nobody answers otherwise. */
export function dayOf(it: AskedDay, answers: Choices[Asking]): Day | null {
  const answer = answers[it.words];
  if (answer !== undefined) return answer;
  return it.reading.kind === 'unknown' ? null : it.reading.day;
}

/** An answer is given, that nobody knows (`null`), or taken back (`undefined`). */
export function answered(
  choices: Choices,
  asking: Asking,
  words: string,
  answer: Day | null | undefined,
): Choices {
  const { [words]: _, ...others } = choices[asking];
  return {
    ...choices,
    [asking]: answer === undefined ? others : { ...others, [words]: answer },
  };
}

/** Every proposal is taken at its word. */
export function confirmed(choices: Choices, asking: Asking, asked: AskedDay[]): Choices {
  const proposals = asked.flatMap((it) =>
    stateOf(it, choices[asking]) === 'proposed' && it.reading.kind === 'proposed'
      ? [[it.words, it.reading.day] as const]
      : [],
  );
  return { ...choices, [asking]: { ...choices[asking], ...Object.fromEntries(proposals) } };
}

/** The words of which nobody knows what kind they mean. */
export const unknownKinds = (asked: AskedKind[]): AskedKind[] =>
  asked.filter((it) => it.reading === null);

/** Words mean a kind, or none that was said (`null`). */
export function ofKind(choices: Choices, words: string, kind: OrganisationKind | null): Choices {
  const { [words]: _, ...others } = choices.kinds;
  return { ...choices, kinds: kind === null ? others : { ...others, [words]: kind } };
}
