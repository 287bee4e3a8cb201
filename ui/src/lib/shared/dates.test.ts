import { expect, test } from 'vitest';
import { addDays, addMonths, readDay, type Lean } from './dates';

/** A Monday. */
const TODAY = '2026-11-23';

const read = (text: string, language: 'fr' | 'en' = 'fr', lean?: Lean) => {
  const it = readDay(text, TODAY, language, lean);
  switch (it.kind) {
    case 'day':
      return it.iso;
    case 'no_such_day':
      return `no ${it.day} ${it.month}`;
    case 'no_such_month':
      return `no month ${it.month}`;
    case 'empty':
    case 'unreadable':
      return it.kind;
  }
};

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['30/6', '2026-06-30'],
  ['30/06', '2026-06-30'],
  ['30/06/2026', '2026-06-30'],
  ['30/6/26', '2026-06-30'],
  ['30.6.2027', '2027-06-30'],
  ['30-6-2027', '2027-06-30'],
  ['30 6 2027', '2027-06-30'],
  ['2026-06-30', '2026-06-30'],
  ['2026-6-3', '2026-06-03'],
  ['30 juin', '2026-06-30'],
  ['30 JUIN', '2026-06-30'],
  ['le 30 juin', '2026-06-30'],
  ['30 juin 2028', '2028-06-30'],
  ['1er juillet', '2026-07-01'],
  ['1er juillet 2027', '2027-07-01'],
  ['1 fév', '2026-02-01'],
  ['1 fevrier', '2026-02-01'],
  ['3 déc.', '2026-12-03'],
  ['15 août', '2026-08-15'],
  ['15 aout', '2026-08-15'],
  ['juin 2026', '2026-06-01'],
  ['aujourd’hui', '2026-11-23'],
  ["aujourd'hui", '2026-11-23'],
  ['hier', '2026-11-22'],
  ['avant-hier', '2026-11-21'],
  ['demain', '2026-11-24'],
  ['après-demain', '2026-11-25'],
  ['+90j', '2027-02-21'],
  ['+90', '2027-02-21'],
  ['+ 90 j', '2027-02-21'],
  ['+2s', '2026-12-07'],
  ['-2s', '2026-11-09'],
  ['−2s', '2026-11-09'],
  ['+2 semaines', '2026-12-07'],
  ['+10 jours', '2026-12-03'],
  ['+3m', '2027-02-23'],
  ['+3 mois', '2027-02-23'],
  ['-1a', '2025-11-23'],
  ['+1 an', '2027-11-23'],
  ['lundi', '2026-11-30'],
  ['mardi', '2026-11-24'],
  ['dim', '2026-11-29'],
  ['29/2', 'no 29 février'],
  ['29/2/2028', '2028-02-29'],
  ['31/02/2026', 'no 31 février'],
  ['31 juin', 'no 31 juin'],
  ['0/6', 'no 0 juin'],
  ['12/13', 'no month 13'],
  ['2026-13-01', 'no month 13'],
  ['30 ju', 'unreadable'],
  ['30 jui', 'unreadable'],
  ['30 juil', '2026-07-30'],
  ['30 june', 'unreadable'],
  ['bientôt', 'unreadable'],
  ['+90x', 'unreadable'],
  ['30', 'unreadable'],
  ['30/6/202', 'unreadable'],
  ['tomorrow', 'unreadable'],
])('« %s » reads %s', (typed, day) => {
  expect(read(typed)).toBe(day);
});

test.each([
  ['30/6', '2026-06-30'],
  ['30 June', '2026-06-30'],
  ['30th of June', '2026-06-30'],
  ['June 30, 2027', '2027-06-30'],
  ['1st July 2027', '2027-07-01'],
  ['today', '2026-11-23'],
  ['yesterday', '2026-11-22'],
  ['tomorrow', '2026-11-24'],
  ['+90d', '2027-02-21'],
  ['+2 weeks', '2026-12-07'],
  ['-1y', '2025-11-23'],
  ['Monday', '2026-11-30'],
  ['31 Feb', 'no 31 February'],
  ['demain', 'unreadable'],
])('“%s” reads %s in English', (typed, day) => {
  expect(read(typed, 'en')).toBe(day);
});

test.each([
  ['30/6', 'past', '2026-06-30'],
  ['30/6', 'future', '2027-06-30'],
  ['23/11', 'past', '2026-11-23'],
  ['23/11', 'future', '2026-11-23'],
  ['24/11', 'past', '2025-11-24'],
  ['29/2', 'past', '2024-02-29'],
  ['29/2', 'future', '2028-02-29'],
  ['31/2', 'future', 'no 31 février'],
  ['30/6/2020', 'future', '2020-06-30'],
  ['lundi', 'past', '2026-11-23'],
  ['mardi', 'past', '2026-11-17'],
] as const)('« %s », leaning to the %s, reads %s', (typed, lean, day) => {
  expect(read(typed, 'fr', lean)).toBe(day);
});

test('a month later is the last of the month where the day does not exist', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
  expect(addMonths('2026-03-15', -15)).toBe('2024-12-15');
});

test('days pass over the change of hour and of year', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});
