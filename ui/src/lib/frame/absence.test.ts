import { fireEvent } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchAbsence } from './absence';

const MINUTE = 60_000;
const onaway = vi.fn();
let minutes = 10;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  onaway.mockClear();
  minutes = 10;
  end = watchAbsence(() => minutes, onaway);
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

test('somebody who does nothing for ten minutes is away', () => {
  vi.advanceTimersByTime(10 * MINUTE - 1);
  expect(onaway).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onaway).toHaveBeenCalledOnce();
  // What stood in the way is tried again, and not at every turn.
  vi.advanceTimersByTime(2 * MINUTE);
  expect(onaway).toHaveBeenCalledTimes(3);
});

test.each(['keydown', 'pointermove', 'wheel', 'scroll'])(
  '%s says that somebody is there',
  (sign) => {
    for (let minute = 0; minute < 30; minute++) {
      vi.advanceTimersByTime(MINUTE);
      fireEvent(document.body, new Event(sign, { bubbles: true }));
    }
    expect(onaway).not.toHaveBeenCalled();
  },
);

test('by default nobody is ever away, and the choice holds at once', () => {
  minutes = 0;
  vi.advanceTimersByTime(600 * MINUTE);
  expect(onaway).not.toHaveBeenCalled();
  minutes = 5;
  vi.advanceTimersByTime(5_000);
  expect(onaway).toHaveBeenCalledOnce();
});

test('who wakes a computer that slept is not taken for who left', () => {
  vi.setSystemTime(Date.now() + 60 * MINUTE);
  fireEvent(document.body, new Event('pointermove', { bubbles: true }));
  expect(onaway).toHaveBeenCalledOnce();
});
