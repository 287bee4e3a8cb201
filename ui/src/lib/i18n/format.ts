// Days, amounts and counts as people of each language write them.
//
// A day travels as `2026-06-30` and never becomes a moment: a `Date` in a time zone west of
// Greenwich would show the eve. Only `moment` and `clock` know of time zones, for the journal.

import { language, type Language } from './language.svelte';

const NARROW = '\u202f';
const HARD = '\u00a0';

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** An Intl formatter for the language of the moment; making one costs more than using it. */
function kept<T>(make: (locale: string) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const now = language();
    let it = made.get(now);
    if (it === undefined) {
      it = make(locales[now]);
      made.set(now, it);
    }
    return it;
  };
}

/** Midnight in Greenwich: the one moment at which a day may be given to Intl. */
const noonless = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** `30/06/2026`. */
export function day(iso: string): string {
  const [year, month, of] = iso.split('-');
  return `${of}/${month}/${year}`;
}

/** `30/06`, where the year stands nearby. */
export function dayOfYear(iso: string): string {
  const [, month, of] = iso.split('-');
  return `${of}/${month}`;
}

const long = kept(
  (it) =>
    new Intl.DateTimeFormat(it, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
);

/** `jeudi 3 décembre 2026`, `vendredi 1er janvier 2027`. */
export function dayInWords(iso: string): string {
  const words = long().format(noonless(iso));
  return language() === 'fr' ? words.replace(/ 1 /, ' 1er ') : words.replace(',', '');
}

const weekdays = kept((it) => new Intl.DateTimeFormat(it, { weekday: 'long', timeZone: 'UTC' }));

/** `jeudi`. */
export const weekday = (iso: string): string => weekdays().format(noonless(iso));

const months = kept((it) => new Intl.DateTimeFormat(it, { month: 'short', timeZone: 'UTC' }));

/** `nov.`. */
export const monthShort = (iso: string): string => months().format(noonless(iso));

const monthYear = kept(
  (it) => new Intl.DateTimeFormat(it, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** `décembre 2026`. */
export const month = (iso: string): string => monthYear().format(noonless(iso));

/** `2026`. */
export const year = (iso: string): string => iso.slice(0, 4);

/** An hour of the day, `14:00`, as `14 h 00`. */
export function time(hour: string): string {
  const [hours = '', minutes = '00'] = hour.split(':');
  return language() === 'fr'
    ? `${Number(hours)}${HARD}h${HARD}${minutes}`
    : `${hours.padStart(2, '0')}:${minutes}`;
}

const local = (at: string) => {
  const it = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    iso: `${it.getFullYear()}-${two(it.getMonth() + 1)}-${two(it.getDate())}`,
    hour: `${two(it.getHours())}:${two(it.getMinutes())}`,
  };
};

/** The hour of a moment where the window stands: `14 h 05`. */
export const clock = (at: string): string => time(local(at).hour);

/** The day of a moment where the window stands, as `2026-11-23`. */
export const dayOf = (at: string): string => local(at).iso;

/** A moment where the window stands: `23/11/2026 à 14 h 05`. */
export function moment(at: string): string {
  const { iso, hour } = local(at);
  return language() === 'fr' ? `${day(iso)} à ${time(hour)}` : `${day(iso)} at ${time(hour)}`;
}

/** How many days lie from one day to another; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((noonless(to).getTime() - noonless(from).getTime()) / 86_400_000);

const relative = kept((it) => new Intl.RelativeTimeFormat(it, { numeric: 'auto' }));

/** `aujourd’hui`, `demain`, `dans 38 jours`, `il y a 3 jours`. */
export function inDays(iso: string, today: string): string {
  const days = daysBetween(today, iso);
  // Intl also says « avant-hier », which is right, and « après-demain ».
  return typographic(relative().format(days, 'day'));
}

/** `38 j`, for a column. */
export function daysShort(days: number): string {
  return `${count(days)}${HARD}${language() === 'fr' ? 'j' : 'd'}`;
}

/** `du 01/01/2026 au 31/12/2026`, `depuis le 01/01/2026`. */
export function period(from: string, to: string | null | undefined): string {
  if (language() === 'fr') {
    return to == null ? `depuis le ${day(from)}` : `du ${day(from)} au ${day(to)}`;
  }
  return to == null ? `since ${day(from)}` : `from ${day(from)} to ${day(to)}`;
}

const whole = kept((it) => new Intl.NumberFormat(it, { maximumFractionDigits: 0 }));

/** `14 250`, with a minus that is one. */
export const count = (n: number): string => typographic(whole().format(n));

const money = kept(
  (it) =>
    new Intl.NumberFormat(it, { style: 'currency', currency: 'EUR', minimumFractionDigits: 2 }),
);

/** Cents as `14 250,00 €`. */
export const euros = (cents: number): string => typographic(money().format(cents / 100));

const amounts = kept((it) => new Intl.NumberFormat(it, { minimumFractionDigits: 2 }));

/** Cents as `14 250,00`: in a field, and in a column whose head says the euro. */
export const amount = (cents: number): string => typographic(amounts().format(cents / 100));

const shares = kept(
  (it) => new Intl.NumberFormat(it, { style: 'percent', maximumFractionDigits: 1 }),
);

/** A share of one as `91,4 %`. */
export const percent = (share: number): string => typographic(shares().format(share));

/** Bytes as `612 ko`, `1,4 Mo`: powers of ten, as the desktop around shows them. */
export function size(bytes: number): string {
  const units = language() === 'fr' ? ['octet', 'ko', 'Mo', 'Go'] : ['byte', 'kB', 'MB', 'GB'];
  let step = 0;
  let value = bytes;
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step >= 2 && value < 10 ? 1 : 0;
  const shown = new Intl.NumberFormat(locales[language()], { maximumFractionDigits: digits });
  const unit = step === 0 && plural(bytes, { one: '', other: 's' });
  return `${typographic(shown.format(value))}${HARD}${units[step] ?? ''}${unit || ''}`;
}

const rules = kept((it) => new Intl.PluralRules(it));

/** The word that goes with a number: in French 0 and 1,5 are singular, in English they are not. */
export const plural = (n: number, words: { one: string; other: string }): string =>
  rules().select(n) === 'one' ? words.one : words.other;

/** `96 membres`: the number and its word, which stay on one line. */
export const counted = (n: number, words: { one: string; other: string }): string =>
  `${count(n)}${HARD}${plural(n, words)}`;

const lists = kept((it) => new Intl.ListFormat(it, { type: 'conjunction' }));

/** `Maud, Samir et Léo`. */
export const list = (items: string[]): string => lists().format(items);

/** `collectivité` for `Collectivité`, within a sentence; `ESN` stays what it is. */
export const inSentence = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

const collators = kept((it) => new Intl.Collator(it, { numeric: true, sensitivity: 'base' }));

/** The order of the dictionary: accents and capitals do not count, `2` comes before `10`. */
export const compare = (a: string, b: string): number => collators().compare(a, b);

/** What Intl leaves to be desired: a narrow space before signs, a curly apostrophe, a true minus. */
function typographic(text: string): string {
  return text
    .replace(/\s(?=[€%])/g, NARROW)
    .replace(/(?<=\d)\s(?=\d)/g, NARROW)
    .replace(/^-/, '\u2212')
    .replace(/'/g, '’');
}
