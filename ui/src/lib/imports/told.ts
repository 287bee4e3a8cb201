// What becomes of a line, in words.

import { day, inSentence, language, list, m } from '$lib/i18n';
import { failure } from '$lib/ipc';
import type {
  AskedDay,
  Change,
  Choices,
  Day,
  Fault,
  Field,
  Note,
  Outcome,
  PlannedLine,
  Questions,
  Remark,
  Row,
} from '$lib/ipc/bindings';
import { readDay, type Shape } from '$lib/shared';
import { columnOf, correctionOf, isOpen, stateOf, writtenIn, type Asking } from './choices';

/** A line of the preview. */
export interface PreviewRow {
  line: number;
  outcome: Outcome['kind'];
  name: string;
  kind: string;
  register: string;
  arrived: string;
  left: string;
  /** What will change, or why not. */
  what: string;
  /** The cells in which the line can be mended on the spot. */
  mend: Field[];
}

/** The outcomes in the order in which they are counted, each with its shape. */
export const SHAPES: Record<Outcome['kind'], Shape> = {
  create: 'good',
  change: 'progress',
  same: 'ok',
  repeated: 'nil',
  refuse: 'bad',
};

/** What a list says is laid out line by line. */
export interface Laid {
  choices: Choices;
  questions: Questions;
  /** The rows of the file, by their line. */
  rows: Map<number, Row>;
  today: string;
  /** The words that should tell a day and tell none: a long list asks of each of its lines. */
  unreadable: Record<Asking, ReadonlySet<string>>;
}

/** Lays out a list. */
export const laidOut = (it: Omit<Laid, 'unreadable'>): Laid => ({
  ...it,
  unreadable: {
    arrivals: unreadable(it.questions.arrivals),
    departures: unreadable(it.questions.departures),
  },
});

/** A line of the preview. */
export function rowOf(it: PlannedLine, laid: Laid): PreviewRow {
  const { outcome } = it;
  const cell = (field: Field) => cellOf(it.line, field, laid);
  const known = outcome.kind === 'create' ? outcome : undefined;
  return {
    line: it.line,
    outcome: outcome.kind,
    name: it.name,
    kind: known ? m.members.kindsShort[known.organisation.kind] : cell('kind'),
    register: cell('register_number'),
    arrived: known?.membership ? short(known.membership.arrived) : cell('arrived'),
    left: known?.membership?.left ? short(known.membership.left) : cell('left'),
    what: whatOf(it, laid),
    mend: outcome.kind === 'refuse' ? mendable(outcome.faults, it.line, laid) : [],
  };
}

/** What stands in the cell of a field, with its correction. */
export function cellOf(line: number, field: Field, { choices, rows }: Laid): string {
  const column = columnOf(choices, field);
  if (column === undefined) return '';
  return correctionOf(choices, { line, column }) ?? writtenIn(rows.get(line), column);
}

/** `14/03/2022`, or both bounds of a day that is not certain. */
const short = (it: Day): string =>
  it.earliest === it.latest ? day(it.latest) : `${day(it.earliest)} – ${day(it.latest)}`;

/** The cells that can be written anew to mend a line. Words that many lines carry, or that only wait
 * to be confirmed, are answered once for all; a likeness is a choice and no mistake. */
function mendable(faults: Fault[], line: number, laid: Laid): Field[] {
  return faults
    .filter(({ field, refusal }) => {
      if (columnOf(laid.choices, field) === undefined) return false;
      switch (refusal.code) {
        case 'looks_like':
        case 'row_unreadable':
          return false;
        case 'arrival_unknown':
          return laid.unreadable.arrivals.has(key(cellOf(line, field, laid)));
        case 'departure_unknown':
          return laid.unreadable.departures.has(key(cellOf(line, field, laid)));
        default:
          return true;
      }
    })
    .map((it) => it.field)
    .filter((field, at, all) => all.indexOf(field) === at);
}

const key = (words: string) => words.trim().replace(/\s+/g, ' ').toLowerCase();

const unreadable = (asked: AskedDay[]): ReadonlySet<string> =>
  new Set(asked.filter((it) => it.reading.kind === 'unknown').map((it) => key(it.words)));

function whatOf(it: PlannedLine, laid: Laid): string {
  const words = m.imports.what;
  const remarks = it.remarks.map(remarkOf);
  switch (it.outcome.kind) {
    case 'create': {
      const { membership, notes } = it.outcome;
      const who =
        membership === null
          ? words.createAside
          : membership.left === null
            ? words.create
            : words.createLeft(m.members.between(membership.left));
      return [who, ...notes.map(noteOf), ...remarks].join(' · ');
    }
    case 'change':
      return [...it.outcome.changes.map(changeOf), ...remarks].join(' · ');
    case 'same':
      return [words.same, ...remarks].join(' · ');
    case 'repeated':
      return words.repeated(it.outcome.line);
    case 'refuse':
      return [
        ...it.outcome.faults.map((fault) => faultOf(fault, laid.today)),
        wayOut(it, laid),
      ].join(' ');
  }
}

function noteOf({ topic, text }: Note): string {
  const words = m.imports.what;
  return words.learns(topic.kind === 'column' ? topic.name : words.project, words.quoted(text));
}

/** Why a line is refused. A day that no calendar has is no riddle, and is told as what it is. */
export function faultOf({ refusal }: Fault, today: string): string {
  if (refusal.code === 'arrival_unknown' || refusal.code === 'departure_unknown') {
    const day = readDay(refusal.words, today, language());
    if (day.kind === 'no_such_day') return m.shared.date.noSuchDay(day.day, day.month);
    if (day.kind === 'no_such_month') return m.shared.date.noSuchMonth(day.month);
  }
  return failure({ code: 'refused', with: refusal, detail: '' }).message;
}

/** What to do about a line that is refused. */
function wayOut({ line, outcome }: PlannedLine, laid: Laid): string {
  const words = m.imports.what;
  if (outcome.kind !== 'refuse') return '';
  if (outcome.candidates.length > 0) return words.decide;
  return mendable(outcome.faults, line, laid).length > 0 ? words.leave : words.answer;
}

/** Both sides of a change. */
interface Sides {
  field: string;
  before: string | null;
  after: string;
}

/** What a change is about, what the club says and what the list says. */
export function sidesOf(it: Change): Sides {
  const { fields } = m.imports;
  const days = (it: Day) => m.members.between(it);
  switch (it.field) {
    case 'kind': {
      const kinds = m.members.kinds;
      return {
        field: fields.kind,
        before: inSentence(kinds[it.before]),
        after: inSentence(kinds[it.after]),
      };
    }
    case 'arrived':
    case 'left':
      return {
        field: fields[it.field],
        before: it.before && days(it.before),
        after: days(it.after),
      };
    case 'note': {
      const field = it.topic.kind === 'column' ? it.topic.name : m.imports.what.project;
      const before = it.before.length === 0 ? null : list(it.before.map(m.imports.what.quoted));
      return { field, before, after: m.imports.what.quoted(it.after) };
    }
    case 'name':
    case 'legal_name':
    case 'register_number':
      return { field: fields[it.field], before: it.before, after: it.after };
  }
}

function changeOf(it: Change): string {
  const { field, before, after } = sidesOf(it);
  const words = m.imports.what;
  return before === null ? words.learns(field, after) : words.becomes(field, before, after);
}

/** What a person should know about a line. */
export function remarkOf(it: Remark): string {
  const words = m.imports.remarks;
  switch (it.kind) {
    case 'kept': {
      const { field, before, after } = sidesOf(it.change);
      return m.imports.what.keeps(field, before ?? '', after);
    }
    case 'kind_unknown':
      return words.kindUnknown(it.words);
    case 'no_arrival':
      return words.noArrival;
    case 'listed_before_arrival':
      return words.listedBefore(it.on, m.members.between(it.arrived));
    case 'listed_after_departure':
      return words.listedAfter(it.on, m.members.between(it.left));
    case 'list_unreadable':
      return words.listUnreadable(m.imports.fields[it.field], it.words);
    case 'shares_siren':
      return words.sharesSiren(it.name);
  }
}

/** How many wordings wait for an answer. */
export const openDays = ({ arrivals, departures }: Questions, choices: Choices): number =>
  arrivals.filter((it) => isOpen(stateOf(it, choices.arrivals))).length +
  departures.filter((it) => isOpen(stateOf(it, choices.departures))).length;
