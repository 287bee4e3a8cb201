import { beforeEach, expect, test, vi } from 'vitest';
import { forget, recall } from './recall';

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
