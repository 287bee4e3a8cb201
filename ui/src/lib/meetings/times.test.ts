import { expect, test } from 'vitest';
import { duration, readDuration, readTime } from './times';

test('an hour is read however it is typed', () => {
  const typed = [
    '14h',
    '14 h 30',
    '14:30',
    '9',
    '9h5',
    '14.15',
    '2pm',
    '12 am',
    '12:30 pm',
    '14\u00a0h\u00a000',
  ];
  expect(typed.map(readTime)).toEqual([
    '14:00',
    '14:30',
    '14:30',
    '09:00',
    '09:05',
    '14:15',
    '14:00',
    '00:00',
    '12:30',
    '14:00',
  ]);
});

test('what is no hour is not taken for one', () => {
  expect(['', '24h', '12:60', 'midi', '13pm', '0pm', '1430'].map(readTime)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  );
});

test('a duration is read and written back', () => {
  const typed = ['40', '40 min', '1h', '1 h 30', '1:05', '2 heures', '0', '999'];
  expect(typed.map(readDuration)).toEqual([40, 40, 60, 90, 65, 120, 0, 999]);
  expect(['', 'long', '1h60', '-5', '1000'].map(readDuration)).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
  expect([5, 60, 90, 150].map(duration)).toEqual([
    '5\u00a0min',
    '1\u00a0h',
    '1\u00a0h\u00a030',
    '2\u00a0h\u00a030',
  ]);
});
