// What the window calls an operation, what it was about, and what its fields held.

import { day, euros, m, size, time } from '$lib/i18n';
import type { FieldChange, JournalLine } from '$lib/ipc/bindings';

/** The notions that the journal can be asked about, in the order of the bar. */
export const NOTIONS = ['members', 'people', 'conventions', 'meetings', 'others'] as const;

/** One of them. */
export type Notion = (typeof NOTIONS)[number];

/** The words by which the name of a command tells its notion; the rest is about something else. */
const TELLING: [Notion, RegExp][] = [
  ['members', /organisation|membership|note|members/],
  ['people', /person|post/],
  ['conventions', /convention|document/],
  ['meetings', /meeting|agenda|attendance|absences|block|action|minutes/],
];

/** What a command is about. */
export const notionOf = (kind: string): Notion =>
  TELLING.find(([, telling]) => telling.test(kind))?.[0] ?? 'others';

const done = (kind: string): string => (m.done as Partial<Record<string, string>>)[kind] ?? kind;

/** What an operation did, in the words that the window said it with. */
export function deed(it: JournalLine): string {
  if (it.undoes === null) return done(it.kind);
  const what = done(it.about);
  return it.brings_back ? m.journal.broughtBack(what) : m.journal.takenBack(what);
}

/** What a command is called in a list of them. */
export const deedOf = (kind: string): string =>
  kind === 'undo' ? m.journal.reversals : done(kind);

/** What an operation was about. A meeting without a title is called by its body. */
export const subject = (it: Pick<JournalLine, 'subject'>): string =>
  it.subject === null ? '' : named(it.subject);

function named(name: string): string {
  const bodies: Partial<Record<string, string>> = m.meetings.bodies;
  return bodies[name] ?? name;
}

/** The words of the codes that fields hold. */
function codes(table: string, field: string): Partial<Record<string, string>> | undefined {
  switch (field) {
    case 'kind':
      return table === 'organisation'
        ? m.members.kinds
        : table === 'convention'
          ? m.conventions.kinds
          : m.journal.blocks;
    case 'role':
      return m.conventions.roles;
    case 'body':
      return m.meetings.bodies;
    case 'presence':
      return m.journal.presences;
    default:
      return undefined;
  }
}

/** So much of a fingerprint is enough to compare two. */
const ENOUGH = 12;

/** What a field held, in words. */
export function held({ table, field }: FieldChange, value: string | null): string {
  if (value === null) return m.journal.nothing;
  const word = codes(table, field)?.[value];
  if (word !== undefined) return word;
  if (field.endsWith('_id')) return named(value);
  if (field === 'price_cents') return euros(Number(value));
  if (field === 'size') return size(Number(value));
  if (field === 'duration') return m.journal.minutes(value);
  if (field === 'sha256') return `${value.slice(0, ENOUGH)}…`;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  if (/^\d\d:\d\d$/.test(value)) return time(value);
  return value;
}
