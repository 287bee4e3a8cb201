import type { Field, Likeness, Outcome } from '$lib/ipc/bindings';
import { count, counted, day } from '../format';

/** The words of the import of a list of members. */
export const imports = {
  title: 'Import a list',
  lead: 'Nothing enters the club before you have seen what will change.',
  choose: 'Choose a file…',
  another: 'Choose another file…',
  give_up: 'Give up',
  empty: {
    title: 'Which list is to be imported?',
    help: 'A CSV file whose first line names the columns: name, kind, SIREN, arrival, departure, project. From a spreadsheet, save the sheet as CSV.',
  },
  file: (name: string, recognised: number, columns: number) =>
    `${name}, ${count(recognised)} of ${counted(columns, { one: 'column', other: 'columns' })} recognised`,
  submit: (n: number) =>
    n === 0 ? 'Nothing to import' : `Import ${counted(n, { one: 'line', other: 'lines' })}`,
  members: (before: string, after: string) => `Members: ${before}, then ${after}`,
  running: (name: string) => `Import of ${name}`,
  done: (done: string, total: string) => `${done} lines of ${total}`,
  rate: (perSecond: string) => `${perSecond} a second`,
  imported: (created: number, changed: number, refused: number) =>
    [
      `List imported: ${counted(created, { one: 'line created', other: 'lines created' })}`,
      ...(changed > 0 ? [`${count(changed)} changed`] : []),
      ...(refused > 0 ? [`${count(refused)} left out`] : []),
    ].join(', '),
  stopped: 'Import stopped: nothing was changed',

  tabs: {
    label: 'What the list says',
    preview: 'Preview',
    columns: 'Columns',
    dates: 'Dates',
    kinds: 'Kinds',
  },

  outcomes: {
    create: 'Created',
    change: 'Changed',
    same: 'Unchanged',
    repeated: 'Repeated',
    refuse: 'Refused',
  } satisfies Record<Outcome['kind'], string>,
  counts: {
    create: { one: 'created', other: 'created' },
    change: { one: 'changed', other: 'changed' },
    same: { one: 'unchanged', other: 'unchanged' },
    repeated: { one: 'repeated', other: 'repeated' },
    refuse: { one: 'refused', other: 'refused' },
  } satisfies Record<Outcome['kind'], { one: string; other: string }>,

  fields: {
    name: 'Name',
    legal_name: 'Official name',
    kind: 'Kind',
    register_number: 'SIREN or SIRET',
    arrived: 'Arrival',
    left: 'Departure',
    first_list: 'First list that shows it',
    last_list: 'Last list that shows it',
    project: 'Project',
  } satisfies Record<Field, string>,

  columns: {
    lead: 'What each column holds. What is left out does not enter the club.',
    head: 'Column',
    example: 'For example',
    holds: 'Holds',
    holdsOf: (head: string) => `What column ${head} holds`,
    note: 'A note, kept under this head',
    leftOut: 'Left out',
    untitled: (n: number) => `Column ${count(n)}, without a head`,
    noExample: 'nothing',
    leftovers: (heads: string) => `Left out: ${heads}.`,
    keepAll: 'Keep them as notes',
  },

  dates: {
    lead: 'The same words are asked once, for all the lines that carry them.',
    arrivals: 'Arrivals',
    departures: 'Departures',
    more: (next: number) => `See ${counted(next, { one: 'more date', other: 'more dates' })}`,
    lines: { one: 'line', other: 'lines' },
    blank: 'Empty cell',
    blankHelp: 'Known to the club, and no members of it',
    between: 'Between',
    and: 'and',
    betweenOf: (words: string) => `“${words}”: at the earliest`,
    andOf: (words: string) => `“${words}”: at the latest`,
    said: 'Understood',
    proposed: 'To be confirmed',
    unknown: 'To be told',
    answered: 'Confirmed',
    nobody: 'Nobody knows',
    confirm: 'Confirm',
    confirmOf: (words: string) => `Confirm “${words}”`,
    notKnown: 'Nobody knows',
    notKnownOf: (words: string) => `“${words}”: nobody knows`,
    again: 'Back to the proposal',
    againOf: (words: string) => `“${words}”: back to the proposal`,
    confirmAll: (n: number) =>
      n > 1 ? `Confirm the ${count(n)} proposals` : 'Confirm the proposal',
    open: (n: number) =>
      n > 1 ? `${count(n)} wordings wait for your answer.` : 'One wording waits for your answer.',
    none: 'The list tells of no arrival and no departure.',
  },

  kinds: {
    lead: 'These words are not recognised. Without an answer, the kind is “Other”.',
    words: 'Words of the list',
    lines: 'Lines',
    more: (next: number) => `See ${counted(next, { one: 'more kind', other: 'more kinds' })}`,
    kind: 'Kind',
    kindOf: (words: string) => `Kind for “${words}”`,
    none: 'All kinds are recognised.',
  },

  preview: {
    label: 'Lines of the list',
    all: 'All',
    line: 'No.',
    outcome: 'Line',
    name: 'Organisation',
    kind: 'Kind',
    register: 'SIREN',
    arrived: 'Arrival',
    left: 'Departure',
    what: 'What will change',
    lines: { one: 'line', other: 'lines' },
    correct: (field: string, line: number) => `${field}, line ${count(line)}`,
    reading: 'Reading the list…',
    none: 'No line of this sort.',
  },

  what: {
    create: 'New member',
    createLeft: (left: string) => `Former member, left ${left}`,
    createAside: 'New organisation, no member',
    same: 'Nothing',
    repeated: (line: number) => `Repeats line ${count(line)} word for word`,
    leave: 'Correct it here or leave the line.',
    answer: 'Answer under “Dates”.',
    decide: 'Open the line to choose.',
    becomes: (field: string, before: string, after: string) =>
      `${field}: ${before}, becomes ${after}`,
    learns: (field: string, after: string) => `${field}: ${after}`,
    keeps: (field: string, before: string, after: string) =>
      `${field}: the club keeps ${before}, the list says ${after}`,
    note: 'Note',
    project: 'Project',
    quoted: (text: string) => `“${text}”`,
  },

  remarks: {
    kindUnknown: (words: string) => `“${words}” is no kind that is known: it will be “Other”`,
    noArrival: 'No arrival: known to the club, and no member of it',
    listedBefore: (on: string, arrived: string) =>
      `On the list of ${day(on)}, before it arrived ${arrived}`,
    listedAfter: (on: string, left: string) =>
      `Still on the list of ${day(on)}, after it left ${left}`,
    listUnreadable: (field: string, words: string) =>
      `${field}: “${words}” cannot be read, and does not count`,
    sharesSiren: (name: string) => `Same SIREN as ${name}`,
  },

  line: {
    title: (line: number) => `Line ${count(line)}`,
    written: 'What is written',
    corrected: 'Corrected',
    restore: 'Back to the file',
    restoreOf: (field: string) => `${field}: back to the file`,
    who: 'Which organisation is it?',
    likeness: {
      name: 'same official name, or a former name',
      register_number: 'same SIREN or SIRET',
    } satisfies Record<Likeness, string>,
    onLine: (line: number) => `line ${count(line)}`,
    itself: 'Another one, which the club does not know',
    kept: 'The club and the list contradict each other',
    take: (field: string, after: string) => `${field}: take ${after}`,
    close: 'Close',
  },
};
