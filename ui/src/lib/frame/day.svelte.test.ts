import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followClock } from './day.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window that shows a day, and a clock beside it. */
function follow() {
  const it = { shown: '2026-11-27', clock: '2026-11-27' as string | undefined };
  const onday = vi.fn();
  const stop = followClock(
    () => it.shown,
    () => Promise.resolve(it.clock),
    onday,
  );
  return { it, onday, stop };
}

test('a window that stays open overnight goes on to the next day', async () => {
  const { it, onday, stop } = follow();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(onday).not.toHaveBeenCalled();
  it.clock = '2026-11-28';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onday).toHaveBeenCalledOnce();
  it.shown = '2026-11-28';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onday).toHaveBeenCalledOnce();
  stop();
});

test('one that comes forward does so at once, and none once it is closed', async () => {
  const { it, onday, stop } = follow();
  it.clock = '2026-11-28';
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(0);
  expect(onday).toHaveBeenCalledOnce();
  stop();
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(onday).toHaveBeenCalledOnce();
});

test('a club that is shut has no day', async () => {
  const { it, onday, stop } = follow();
  it.clock = undefined;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onday).not.toHaveBeenCalled();
  stop();
});
