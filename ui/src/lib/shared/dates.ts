// Days as people type them. One parser for the whole window, so that what is accepted in one field
// is accepted in all; and no `Date` in local time, which would slip a day at midnight.

import type { Language } from '$lib/i18n';

/** This moment, as the journal writes it. */
export const now = (): string => new Date().toISOString();

/** What somebody typed: a day, nothing, or why it is neither. */
export type Reading =
  | { kind: 'empty' }
  | { kind: 'day'; iso: string }
  | { kind: 'unreadable' }
  | { kind: 'no_such_month'; month: string }
  | { kind: 'no_such_day'; day: string; month: string };

/** Where a day without a year is looked for. */
export type Lean = 'this_year' | 'past' | 'future';

interface Words {
  months: string[];
  weekdays: string[];
  days: Record<string, number>;
  /** The unit behind `+90`. */
  units: Record<string, 'day' | 'week' | 'month' | 'year'>;
}

const WORDS: Record<Language, Words> = {
  fr: {
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    days: { "aujourd'hui": 0, auj: 0, hier: -1, demain: 1, 'avant-hier': -2, 'apres-demain': 2 },
    units: { j: 'day', s: 'week', sem: 'week', m: 'month', mois: 'month', a: 'year', an: 'year' },
  },
  en: {
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    days: { today: 0, yesterday: -1, tomorrow: 1 },
    units: { d: 'day', w: 'week', m: 'month', y: 'year' },
  },
};

const two = (n: number) => String(n).padStart(2, '0');
const write = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

function split(iso: string): [year: number, month: number, day: number] {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return [year, month, day];
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The day so many days after `iso`. */
export function addDays(iso: string, days: number): string {
  const [year, month, day] = split(iso);
  const it = new Date(Date.UTC(year, month - 1, day + days));
  return write(it.getUTCFullYear(), it.getUTCMonth() + 1, it.getUTCDate());
}

/** The same day so many months after `iso`, or the last of the month where there is none. */
export function addMonths(iso: string, months: number): string {
  const [year, month, day] = split(iso);
  const at = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(at / 12), (((at % 12) + 12) % 12) + 1];
  return write(y, m, Math.min(day, lastDay(y, m)));
}

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(iso: string): number {
  const [year, month, day] = split(iso);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** Without accents, capitals or typographic apostrophes: as a hurried hand types. */
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

/** The month or weekday that begins with `word`, counted from 1, if only one does. */
function named(word: string, names: string[]): number | undefined {
  const typed = word.replace(/\.$/, '');
  if (typed.length < 3) return undefined;
  const found = names.flatMap((it, at) => (fold(it).startsWith(typed) ? [at + 1] : []));
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Reads a day out of what somebody typed.
 *
 * `30/6`, `30/06/2026`, `30.6.26`, `30 juin`, `1er juillet 2027`, `juin 2026` (its first day),
 * `+90j`, `-2s`, `+3m`, `+1a`, `demain`, `lundi` (the next one), `2026-06-30`.
 */
export function readDay(
  text: string,
  today: string,
  language: Language,
  lean: Lean = 'this_year',
): Reading {
  const words = WORDS[language];
  const typed = fold(text);
  if (typed === '') return { kind: 'empty' };

  const away = words.days[typed];
  if (away !== undefined) return { kind: 'day', iso: addDays(today, away) };

  const step = /^([+\-\u2212]) ?(\d{1,4}) ?([a-z]*)$/.exec(typed);
  if (step) return moved(today, step[1] === '+' ? 1 : -1, Number(step[2]), step[3] ?? '', words);

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]), language);

  const digits = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(typed);
  if (digits) {
    return placed(Number(digits[1]), Number(digits[2]), digits[3], today, language, lean);
  }

  const weekday = named(typed, words.weekdays);
  if (weekday !== undefined) {
    const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
    return { kind: 'day', iso: addDays(today, lean === 'past' ? ahead - 7 : ahead) };
  }

  const written =
    /^(?:le )?(\d{1,2})(?:er|e|st|nd|rd|th)? (?:of )?([a-z]+\.?)(?:,? (\d{2}|\d{4}))?$/.exec(
      typed,
    ) ?? inverted(/^([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(typed), language);
  if (written) {
    const month = named(written[2] ?? '', words.months);
    if (month === undefined) return { kind: 'unreadable' };
    return placed(Number(written[1]), month, written[3], today, language, lean);
  }

  const whole = /^([a-z]+\.?) (\d{4})$/.exec(typed);
  const month = whole ? named(whole[1] ?? '', words.months) : undefined;
  if (whole && month !== undefined) return checked(Number(whole[2]), month, 1, language);

  return { kind: 'unreadable' };
}

/** `June 30, 2026` as `30 June 2026`: a habit of English only. */
function inverted(
  found: RegExpExecArray | null,
  language: Language,
): (string | undefined)[] | null {
  return found && language === 'en' ? [found[0], found[2], found[1], found[3]] : null;
}

function moved(today: string, sign: number, by: number, word: string, words: Words): Reading {
  // « +90 » alone counts days, and « +2 semaines » is « +2s ».
  const units = Object.entries(words.units);
  const unit =
    word === ''
      ? 'day'
      : (words.units[word] ??
        units.find(([it]) => it.length === 1 && word.length > 2 && word.startsWith(it))?.[1]);
  switch (unit) {
    case 'day':
      return { kind: 'day', iso: addDays(today, sign * by) };
    case 'week':
      return { kind: 'day', iso: addDays(today, sign * by * 7) };
    case 'month':
      return { kind: 'day', iso: addMonths(today, sign * by) };
    case 'year':
      return { kind: 'day', iso: addMonths(today, sign * by * 12) };
    case undefined:
      return { kind: 'unreadable' };
  }
}

/** Finds the year that was left out, or completes its two digits. */
function placed(
  day: number,
  month: number,
  year: string | undefined,
  today: string,
  language: Language,
  lean: Lean,
): Reading {
  if (year !== undefined) {
    return checked(year.length === 2 ? 2000 + Number(year) : Number(year), month, day, language);
  }
  const [now] = split(today);
  const here = checked(now, month, day, language);
  if (lean === 'this_year' || (here.kind !== 'day' && here.kind !== 'no_such_day')) return here;
  // 29/2 may only exist in a year to come: four years hold one, eight where a century has none.
  for (let away = 0; away <= 8; away += 1) {
    const it = checked(lean === 'past' ? now - away : now + away, month, day, language);
    if (it.kind === 'day' && (lean === 'past' ? it.iso <= today : it.iso >= today)) return it;
  }
  return here;
}

function checked(year: number, month: number, day: number, language: Language): Reading {
  const name = WORDS[language].months[month - 1];
  if (name === undefined) return { kind: 'no_such_month', month: String(month) };
  if (day < 1 || day > lastDay(year, month)) {
    return { kind: 'no_such_day', day: String(day), month: name };
  }
  return { kind: 'day', iso: write(year, month, day) };
}
