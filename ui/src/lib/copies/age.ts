// How old a copy is, and when that is worth a word.

import { dayOf, inDays, m, moment } from '$lib/i18n';
import { told } from '$lib/ipc';
import type { LastCopy } from '$lib/ipc/bindings';

/** So long a club may go without a copy: one that was shut over a day off is copied when it opens. */
const STALE_MS = 2 * 24 * 3_600_000;

/** `aujourd’hui`, `il y a 3 jours`. */
export const age = (at: string, now = new Date().toISOString()): string =>
  inDays(dayOf(at), dayOf(now));

/** When and how long ago: what a sentence about a copy is made of. */
export const when = (at: string): [string, string] => [moment(at), age(at)];

/** What is to be said of the last copy before the day's work; nothing when all is well. */
export function warning(
  last: LastCopy,
  now = new Date().toISOString(),
): { sentence: string; at: string } | undefined {
  switch (last.kind) {
    case 'none':
      return undefined;
    case 'failed': {
      const before =
        last.good === null
          ? m.copies.last.noneBefore
          : m.copies.last.before(moment(last.good), age(last.good, now));
      const why = `${told(m.club.failure, last.failure)} ${before}`;
      return { sentence: m.copies.today.failed(why), at: last.good ?? last.at };
    }
    case 'good':
      return Date.parse(now) - Date.parse(last.at) > STALE_MS
        ? { sentence: m.copies.today.old(age(last.at, now)), at: last.at }
        : undefined;
  }
}
