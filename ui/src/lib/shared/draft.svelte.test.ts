import { flushSync } from 'svelte';
import { beforeEach, afterEach, expect, test, vi } from 'vitest';
import { Draft, type Keeper, type Left } from './draft.svelte';
import { AGAIN_MS, flushEverything, PAUSE_MS, saving, SLOW_MS, type Tried } from './saving.svelte';
import { toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  saving.giveUp();
  toasts.all.forEach((it) => toasts.close(it.id));
  vi.useRealTimers();
});

const KEPT: Tried = { kept: true };
const FULL = 'Le disque est plein.';

/** A club that keeps one draft, and refuses all writes while `full`. */
function club(kept: string | null = null) {
  const write = (body: string | null): Promise<Tried> => {
    if (keeper.full) return Promise.resolve({ kept: false, why: FULL });
    keeper.body = body;
    return Promise.resolve(KEPT);
  };
  const keeper = {
    id: 'organisation:new',
    body: kept,
    full: false,
    load: (): Promise<Left> => Promise.resolve({ read: true, body: keeper.body }),
    save: vi.fn((body: string) => write(body)),
    discard: vi.fn(() => write(null)),
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

test('what could not be kept is told with its reason, tried again by itself, and then told as kept', async () => {
  const keeper = club();
  keeper.full = true;
  const draft = new Draft(empty, keeper);
  draft.value.name = 'Valmont';
  draft.touched();
  expect(draft.saving).toEqual({ kind: 'keeping' });
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(draft.saving).toEqual({ kind: 'unkept', why: FULL });
  expect(saving.state).toEqual({ kind: 'unkept', why: FULL });
  let tries = 1;
  for (const pause of [...AGAIN_MS, AGAIN_MS.at(-1) ?? 0]) {
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(keeper.save).toHaveBeenCalledTimes(tries);
    await vi.advanceTimersByTimeAsync(1);
    expect(keeper.save).toHaveBeenCalledTimes(++tries);
    expect(draft.saving).toEqual({ kind: 'unkept', why: FULL });
  }
  keeper.full = false;
  await saving.flush();
  expect(keeper.body).toBe(written({ name: 'Valmont', people: [] }));
  expect(draft.saving.kind).toBe('kept');
  expect(saving.state.kind).toBe('kept');
  expect(toasts.all.map((it) => it.text)).toEqual(['Ce qui attendait est enregistré']);
  await vi.advanceTimersByTimeAsync(AGAIN_MS.reduce((all, it) => all + it));
  expect(keeper.save).toHaveBeenCalledTimes(tries + 1);
});

test('whoever types on does not wait for the next try', async () => {
  const keeper = club();
  keeper.full = true;
  const draft = new Draft(empty, keeper);
  for (const name of ['V', 'Va', 'Val']) {
    draft.value.name = name;
    await draft.flush();
  }
  keeper.full = false;
  draft.value.name = 'Valm';
  draft.touched();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(draft.saving.kind).toBe('kept');
  expect(keeper.body).toContain('Valm');
});

test('no older text lands after a newer one, however long the club takes', async () => {
  const keeper = club();
  const landed: string[] = [];
  const slow: (() => void)[] = [];
  keeper.save.mockImplementation(async (body) => {
    await new Promise<void>((go) => slow.push(go));
    landed.push(body);
    return KEPT;
  });
  const draft = new Draft(empty, keeper);
  draft.value.name = 'Val';
  draft.touched();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  draft.value.name = 'Valmont';
  draft.touched();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(slow).toHaveLength(1);
  expect(draft.saving).toEqual({ kind: 'keeping' });
  slow[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.saving).toEqual({ kind: 'keeping' });
  slow[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(landed).toEqual([
    written({ name: 'Val', people: [] }),
    written({ name: 'Valmont', people: [] }),
  ]);
  expect(draft.saving.kind).toBe('kept');
});

test('a form that went before it was kept is gone on with when it is opened again', async () => {
  const keeper = club(written({ name: 'Val', people: [] }));
  const first = new Draft(empty, keeper);
  await first.resume();
  keeper.full = true;
  first.value.name = 'Valmont';
  first.leave();
  await vi.advanceTimersByTimeAsync(0);
  const second = new Draft(empty, keeper);
  await second.resume();
  expect(second.value.name).toBe('Valmont');
  keeper.full = false;
  second.value.name = 'Valmont-sur-Loire';
  await second.flush();
  await vi.advanceTimersByTimeAsync(AGAIN_MS[0] ?? 0);
  expect(keeper.body).toContain('Valmont-sur-Loire');
});

test('a draft that cannot be read at first is not written over, and comes back', async () => {
  const keeper = club(written({ name: 'Valm', people: ['Maud'] }));
  const load = keeper.load;
  keeper.load = () => Promise.resolve({ read: false, why: 'Occupé.' });
  const draft = new Draft(empty, keeper);
  await draft.resume();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(draft.saving).toEqual({ kind: 'unkept', why: 'Occupé.' });
  keeper.load = load;
  await saving.flush();
  expect(draft.value).toEqual({ name: 'Valm', people: ['Maud'] });
  expect(draft.resumed).toBe(true);
  expect(keeper.save).not.toHaveBeenCalled();
  expect(keeper.discard).not.toHaveBeenCalled();
});

test('both what was left and what was typed before it came are kept, where a form can hold both', async () => {
  const keeper = club(written({ name: '', people: ['Maud'] }));
  const draft = new Draft(empty, keeper, (left, typed) => ({
    ...typed,
    people: [...left.people, ...typed.people],
  }));
  const resuming = draft.resume();
  draft.value.people.push('Samir');
  await resuming;
  await draft.flush();
  expect(keeper.body).toBe(written({ name: '', people: ['Maud', 'Samir'] }));
});

test('what is typed is kept at once before somebody leaves', async () => {
  const keeper = club();
  const draft = new Draft(empty, keeper);
  draft.value.name = 'Valmont';
  draft.touched();
  expect(await flushEverything()).toEqual(KEPT);
  expect(keeper.body).toContain('Valmont');
  keeper.full = true;
  draft.value.name = 'Valmont-sur-Loire';
  draft.touched();
  expect(await flushEverything()).toEqual({ kept: false, why: FULL });
});

test('a club that does not answer keeps nobody for ever', async () => {
  const keeper = club();
  keeper.save.mockImplementation(() => new Promise(() => undefined));
  const draft = new Draft(empty, keeper);
  draft.value.name = 'Valmont';
  draft.touched();
  const flushed = flushEverything();
  await vi.advanceTimersByTimeAsync(SLOW_MS);
  expect((await flushed).kept).toBe(false);
});
