import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Patience, PATIENCE_MS, Silence } from './patience';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = () => new Promise<string>(() => {});

function worker() {
  const it = new EventTarget();
  return Object.assign(it, { speaks: () => it.dispatchEvent(new Event('message')) });
}

test('a worker that never answers is given up after twenty seconds', async () => {
  const onsilence = vi.fn();
  const waited = new Patience(worker(), onsilence).wait(never());
  const refused = expect(waited).rejects.toBeInstanceOf(Silence);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1);
  expect(onsilence).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await refused;
  expect(onsilence).toHaveBeenCalledOnce();
});

test('one that speaks is waited for, however long it takes', async () => {
  const onsilence = vi.fn();
  const it = worker();
  let answer: (it: string) => void = () => {};
  const waited = new Patience(it, onsilence).wait(new Promise<string>((done) => (answer = done)));
  for (let n = 0; n < 10; n += 1) {
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1);
    it.speaks();
  }
  answer('there');
  await expect(waited).resolves.toBe('there');
  await vi.advanceTimersByTimeAsync(2 * PATIENCE_MS);
  expect(onsilence).not.toHaveBeenCalled();
});

test('a page that is not drawn while nobody looks is no silence: the worker says that it is there', async () => {
  const onsilence = vi.fn();
  const it = worker();
  const patience = new Patience(it, onsilence);
  patience.ask = vi.fn(() => it.speaks());
  void patience.wait(never());
  await vi.advanceTimersByTimeAsync(10 * PATIENCE_MS);
  expect(patience.ask).toHaveBeenCalled();
  expect(onsilence).not.toHaveBeenCalled();
});

test('nobody waits for a document that was left', async () => {
  const onsilence = vi.fn();
  const patience = new Patience(worker(), onsilence);
  void patience.wait(never());
  patience.end();
  await vi.advanceTimersByTimeAsync(2 * PATIENCE_MS);
  expect(onsilence).not.toHaveBeenCalled();
});
