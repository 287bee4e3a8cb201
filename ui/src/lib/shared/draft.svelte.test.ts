import { flushSync } from 'svelte';
import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import { Draft, PAUSE_MS, type Keeper } from './draft.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A club that keeps one draft. */
function club(kept: string | null = null) {
  const keeper = {
    body: kept,
    load: () => Promise.resolve(keeper.body),
    save: vi.fn((body: string) => Promise.resolve((keeper.body = body))),
    discard: vi.fn(() => Promise.resolve((keeper.body = null))),
  };
  return keeper satisfies Keeper;
}

const empty = () => ({ name: '', people: [] as string[] });

const written = (it: object) => JSON.stringify(it);

test('what is typed is kept at the pause, once', async () => {
  const keeper = club();
  const draft = new Draft(empty, keeper);
  for (const letter of 'Valmont') {
    draft.value.name += letter;
    draft.touched();
    await vi.advanceTimersByTimeAsync(PAUSE_MS / 2);
  }
  expect(keeper.save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(keeper.save).toHaveBeenCalledExactlyOnceWith(written({ name: 'Valmont', people: [] }));
});

test('a form left half-way comes back', async () => {
  const keeper = club(written({ name: 'Valm', people: ['Maud'] }));
  const draft = new Draft(empty, keeper);
  await draft.resume();
  expect(draft.resumed).toBe(true);
  expect(draft.value).toEqual({ name: 'Valm', people: ['Maud'] });
});

test('a field that the form has gained since starts with its own value', async () => {
  const draft = new Draft(empty, club(written({ name: 'Valm' })));
  await draft.resume();
  expect(draft.value).toEqual({ name: 'Valm', people: [] });
});

test('a draft that comes late does not erase what is being typed', async () => {
  const draft = new Draft(empty, club(written({ name: 'Valm', people: [] })));
  const resuming = draft.resume();
  draft.value.name = 'Roche';
  await resuming;
  expect(draft.value.name).toBe('Roche');
  expect(draft.resumed).toBe(false);
});

test('starting afresh forgets the draft', async () => {
  const keeper = club(written({ name: 'Valm', people: [] }));
  const draft = new Draft(empty, keeper);
  await draft.resume();
  await draft.restart();
  expect(draft.value).toEqual(empty());
  expect(draft.resumed).toBe(false);
  expect(keeper.body).toBeNull();
});

test('a form that is back to how it started leaves no draft', async () => {
  const keeper = club();
  const draft = new Draft(empty, keeper);
  draft.value.name = 'V';
  await draft.flush();
  draft.value.name = '';
  await draft.flush();
  expect(keeper.body).toBeNull();
});

test('once it is done nothing is kept any more, not even what was pending', async () => {
  const keeper = club();
  const draft = new Draft(empty, keeper);
  draft.value.name = 'Valmont';
  draft.touched();
  await draft.done();
  await vi.advanceTimersByTimeAsync(PAUSE_MS * 2);
  await draft.flush();
  expect(keeper.save).not.toHaveBeenCalled();
  expect(keeper.body).toBeNull();
});

test('what the form binds to is reactive to the last field', () => {
  const draft = new Draft(empty, club());
  let seen = '';
  const stop = $effect.root(() => {
    $effect(() => {
      seen = draft.value.people.join(', ');
    });
  });
  flushSync();
  draft.value.people.push('Maud');
  flushSync();
  expect(seen).toBe('Maud');
  stop();
});
