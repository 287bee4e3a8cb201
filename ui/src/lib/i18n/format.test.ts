import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  amount,
  clock,
  compare,
  count,
  counted,
  day,
  dayInWords,
  dayOf,
  dayOfYear,
  daysBetween,
  daysShort,
  euros,
  inDays,
  inSentence,
  list,
  moment,
  month,
  monthShort,
  percent,
  period,
  plural,
  size,
  time,
  weekday,
} from './format';
import { m, speak } from './language.svelte';

/** What is written, with its narrow (·) and hard (~) spaces made visible. */
const seen = (text: string) => text.replaceAll('\u202f', '·').replaceAll('\u00a0', '~');

const members = { one: 'membre', other: 'membres' };

afterEach(() => speak('fr'));

describe('in French', () => {
  beforeEach(() => speak('fr'));

  test.each([
    ['30/06/2026', () => day('2026-06-30')],
    ['30/06', () => dayOfYear('2026-06-30')],
    ['jeudi 3 décembre 2026', () => dayInWords('2026-12-03')],
    ['vendredi 1er janvier 2027', () => dayInWords('2027-01-01')],
    ['jeudi', () => weekday('2026-11-26')],
    ['nov.', () => monthShort('2026-11-26')],
    ['décembre 2026', () => month('2026-12-03')],
    ['14~h~00', () => time('14:00')],
    ['9~h~05', () => time('09:05')],
    ['aujourd’hui', () => inDays('2026-11-23', '2026-11-23')],
    ['demain', () => inDays('2026-11-24', '2026-11-23')],
    ['hier', () => inDays('2026-11-22', '2026-11-23')],
    ['dans 38 jours', () => inDays('2026-12-31', '2026-11-23')],
    ['il y a 21 jours', () => inDays('2026-11-02', '2026-11-23')],
    ['38~j', () => daysShort(38)],
    ['du 01/01/2026 au 31/12/2026', () => period('2026-01-01', '2026-12-31')],
    ['depuis le 01/01/2026', () => period('2026-01-01', null)],
    ['96', () => count(96)],
    ['14·250', () => count(14250)],
    ['−8', () => count(-8)],
    ['14·250,00·€', () => euros(1425000)],
    ['0,07·€', () => euros(7)],
    ['14·250,00', () => amount(1425000)],
    ['91,4·%', () => percent(0.914)],
    ['0~octet', () => size(0)],
    ['999~octets', () => size(999)],
    ['612~ko', () => size(612_345)],
    ['1~Mo', () => size(999_600)],
    ['1,4~Mo', () => size(1_440_000)],
    ['84~Mo', () => size(84_000_000)],
    ['0~membre', () => counted(0, members)],
    ['1~membre', () => counted(1, members)],
    ['1·296~membres', () => counted(1296, members)],
    ['Maud, Samir et Léo', () => list(['Maud', 'Samir', 'Léo'])],
  ])('%s', (expected, written) => {
    expect(seen(written())).toBe(expected);
  });
});

describe('in English', () => {
  beforeEach(() => speak('en'));

  test.each([
    ['30/06/2026', () => day('2026-06-30')],
    ['Thursday 3 December 2026', () => dayInWords('2026-12-03')],
    ['09:05', () => time('9:05')],
    ['in 38 days', () => inDays('2026-12-31', '2026-11-23')],
    ['38~d', () => daysShort(38)],
    ['since 01/01/2026', () => period('2026-01-01', null)],
    ['14,250', () => count(14250)],
    ['€14,250.00', () => euros(1425000)],
    ['91.4%', () => percent(0.914)],
    ['612~kB', () => size(612_345)],
    ['0~members', () => counted(0, { one: 'member', other: 'members' })],
    ['Maud, Samir and Léo', () => list(['Maud', 'Samir', 'Léo'])],
  ])('%s', (expected, written) => {
    expect(seen(written())).toBe(expected);
  });

  test('0 is plural in English and singular in French', () => {
    const words = { one: 'one', other: 'other' };
    expect(plural(0, words)).toBe('other');
    speak('fr');
    expect(plural(0, words)).toBe('one');
  });
});

test('the words change with the language, without a reload', () => {
  expect(m.shared.save).toBe('Enregistrer');
  speak('en');
  expect(m.shared.save).toBe('Save');
  expect(document.documentElement.lang).toBe('en');
});

test('a moment is told where the window stands', () => {
  const at = new Date(2026, 10, 23, 0, 5).toISOString();
  expect(dayOf(at)).toBe('2026-11-23');
  expect(seen(clock(at))).toBe('0~h~05');
  expect(seen(moment(at))).toBe('23/11/2026 à 0~h~05');
});

test('days are counted over the change of hour', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-11-23', '2026-11-22')).toBe(-1);
});

test('names are in the order of the dictionary', () => {
  const names = ['Zoé', 'élan', 'Lot 10', 'Eden', 'Lot 2'];
  expect(names.toSorted(compare)).toEqual(['Eden', 'élan', 'Lot 2', 'Lot 10', 'Zoé']);
});

test('a word goes into a sentence without its capital, initials stay', () => {
  expect(inSentence('Éditeur, ESN ou tiers-archiveur')).toBe('éditeur, ESN ou tiers-archiveur');
  expect(inSentence('ESN, éditeur')).toBe('ESN, éditeur');
  expect(inSentence('')).toBe('');
});
