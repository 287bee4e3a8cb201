// What of the journal is shown. A filter is an address, so that the history goes back through it.

import { m } from '$lib/i18n';
import type { JournalFilter } from '$lib/ipc/bindings';
import { NOTIONS, notionOf, type Notion } from './words';

/** What of the journal is shown: all that answers each part. */
export interface Filter {
  /** A notion, or one command. */
  what?: string;
  /** Who did it. */
  who?: string;
  /** An organisation, a convention, a meeting: whatever has an id. */
  row?: string;
  /** The first and the last day. */
  from?: string;
  to?: string;
}

/** The parts of a filter, each a word of the address. */
export const PARTS = ['what', 'who', 'row', 'from', 'to'] as const;

/** What an address asks for. */
export function filterOf(asked: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const part of PARTS) filter[part] = asked.get(part) ?? undefined;
  return filter;
}

/** The words of the address that ask for a filter, and for one of its operations. */
export function addressOf(filter: Filter, operation?: number): string {
  const words = PARTS.flatMap((part) => {
    const asked = filter[part];
    return asked === undefined ? [] : [`${part}=${encodeURIComponent(asked)}`];
  });
  if (operation !== undefined) words.push(`operation=${operation}`);
  return words.length === 0 ? '' : `?${words.join('&')}`;
}

/** Whether a word is that of a notion. */
export const isNotion = (what: string): what is Notion =>
  (NOTIONS as readonly string[]).includes(what);

/** The moment at which a day begins where the window stands, `after` days later. */
function midnight(day: string, after = 0): string | null {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  const moment = new Date(year, month - 1, date + after);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** A filter as the club is asked: a notion by all its commands. */
export function asked(filter: Filter, before: number | null): JournalFilter {
  const { what, who, row, from, to } = filter;
  return {
    kinds:
      what === undefined
        ? []
        : isNotion(what)
          ? Object.keys(m.done).filter((it) => it !== 'undo' && notionOf(it) === what)
          : [what],
    actor: who ?? null,
    row: row ?? null,
    from: from === undefined ? null : midnight(from),
    until: to === undefined ? null : midnight(to, 1),
    before,
  };
}
