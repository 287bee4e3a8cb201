// A form that was left half-way is a draft that comes back. What is typed is kept at every pause,
// out of the way of the journal: nothing has been done yet.

import { onDestroy } from 'svelte';

/** Where a draft is kept. The club keeps it, so that it also comes back on the next start. */
export interface Keeper {
  load: () => Promise<string | null>;
  save: (body: string) => Promise<unknown>;
  discard: () => Promise<unknown>;
}

/** The pause after which what is typed is kept. */
export const PAUSE_MS = 400;

/** What a form works on. */
export class Draft<T extends object> {
  /** What is typed. The form binds to it; a refresh of the page never touches it. */
  value: T = $state() as T;
  /** It is what was left half-way last time, and nothing was changed since. */
  resumed = $state(false);
  #empty: string;
  #kept: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(
    private readonly initial: () => T,
    private readonly keeper: Keeper,
  ) {
    this.value = initial();
    this.#empty = JSON.stringify(this.value);
  }

  /** Brings back what was left half-way, unless somebody typed faster than it came. */
  async resume(): Promise<void> {
    const body = await this.keeper.load();
    if (body === null || this.#over || this.#now() !== this.#empty) return;
    const left: unknown = JSON.parse(body);
    if (typeof left !== 'object' || left === null) return;
    // A form that has gained a field since keeps what that field starts with.
    this.value = { ...this.initial(), ...left };
    this.#kept = this.#now();
    this.resumed = this.#kept !== this.#empty;
  }

  /** Something may have been typed: it is kept once the typing pauses. */
  touched(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Keeps what is typed, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const now = this.#now();
    if (this.#over || now === (this.#kept ?? this.#empty)) return;
    this.#kept = now;
    // Back to how it started: there is nothing to come back to.
    if (now === this.#empty) await this.keeper.discard();
    else await this.keeper.save(now);
  }

  /** Starts afresh, because somebody asked for it. */
  async restart(): Promise<void> {
    clearTimeout(this.#timer);
    this.value = this.initial();
    this.#empty = this.#now();
    this.#kept = undefined;
    this.resumed = false;
    await this.keeper.discard();
  }

  /** It was done: the draft goes, and the form with it. */
  async done(): Promise<void> {
    clearTimeout(this.#timer);
    this.#over = true;
    await this.keeper.discard();
  }

  #now(): string {
    return JSON.stringify(this.value);
  }
}

/**
 * The draft of a form, from its script: resumed at once, kept at every pause and when the form goes.
 *
 * `initial` is what the form starts with; keep it free of what changes by itself (ids, today).
 */
export function useDraft<T extends object>(initial: () => T, keeper: Keeper): Draft<T> {
  const draft = new Draft(initial, keeper);
  void draft.resume();
  $effect(() => {
    // Reading all of it is what makes the effect hear of every field.
    JSON.stringify(draft.value);
    draft.touched();
  });
  onDestroy(() => void draft.flush());
  return draft;
}
