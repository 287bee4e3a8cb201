import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { foresee, forget, recall } from './recall';

vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn() }));

const members = vi.fn((day: string) => Promise.resolve({ status: 'ok' as const, data: [day] }));

beforeEach(() => {
  forget();
  members.mockClear();
});

test('a list that one comes back to is not asked for again', async () => {
  expect(await recall(members, '2026-11-27')).toEqual(['2026-11-27']);
  expect(await recall(members, '2026-11-27')).toEqual(['2026-11-27']);
  expect(members).toHaveBeenCalledOnce();
});

test('another day is another question', async () => {
  await recall(members, '2026-11-27');
  expect(await recall(members, '2026-11-28')).toEqual(['2026-11-28']);
  expect(members).toHaveBeenCalledTimes(2);
});

test('nothing that was read before a write is shown after it', async () => {
  await recall(members, '2026-11-27');
  forget();
  await recall(members, '2026-11-27');
  expect(members).toHaveBeenCalledTimes(2);
});

test('an answer that comes after a write is not kept for the next', async () => {
  let answer: (names: { status: 'ok'; data: string[] }) => void = () => {};
  const slow = vi.fn(() => new Promise<{ status: 'ok'; data: string[] }>((it) => (answer = it)));
  const before = recall(slow);
  forget();
  answer({ status: 'ok', data: ['before'] });
  await before;
  const after = recall(slow);
  answer({ status: 'ok', data: ['after'] });
  expect(await after).toEqual(['after']);
});

test('a failure is asked anew', async () => {
  const failing = vi.fn(() =>
    Promise.resolve({
      status: 'error' as const,
      error: { code: 'internal' as const, detail: 'disk' },
    }),
  );
  await expect(recall(failing)).rejects.toThrow();
  await expect(recall(failing)).rejects.toThrow();
  expect(failing).toHaveBeenCalledTimes(2);
});

describe('what one most likely goes to next', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is asked for in an idle moment, and there when one goes to it', async () => {
    foresee([() => recall(members, '2026-11-27')]);
    expect(members).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(members).toHaveBeenCalledOnce();
    await recall(members, '2026-11-27');
    expect(members).toHaveBeenCalledOnce();
  });

  test('waits for the last of a series of writes', async () => {
    for (let write = 0; write < 20; write++) {
      forget();
      foresee([() => recall(members, '2026-11-27')]);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(members).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(members).toHaveBeenCalledOnce();
  });

  test('is asked for one after the other, and no further once something is written', async () => {
    let first: () => void = () => {};
    const second = vi.fn(() => Promise.resolve());
    foresee([() => new Promise<void>((it) => (first = it)), second]);
    await vi.runAllTimersAsync();
    expect(second).not.toHaveBeenCalled();
    foresee([]);
    first();
    await vi.runAllTimersAsync();
    expect(second).not.toHaveBeenCalled();
  });

  test('goes on where one of them fails', async () => {
    foresee([() => Promise.reject(new Error('disk')), () => recall(members, '2026-11-27')]);
    await vi.runAllTimersAsync();
    expect(members).toHaveBeenCalledOnce();
  });
});
