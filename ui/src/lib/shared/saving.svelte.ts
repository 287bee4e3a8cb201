// What saves by itself, and whether it did: one state, which the frame, the forms and the minutes show.
// What could not be kept is tried again for as long as the window is open, and nothing is called kept
// before the club has said so.

import { SvelteSet } from 'svelte/reactivity';
import { m } from '$lib/i18n';
import { now } from './dates';
import { toasts } from './toasts.svelte';

/** How a try to keep something went. */
export type Tried = { kept: true } | { kept: false; why: string };

/** How what saves by itself stands. */
export type SavingState =
  | { kind: 'untouched' }
  | { kind: 'kept'; at: string }
  | { kind: 'keeping' }
  | { kind: 'unkept'; why: string };

/** The pause after which what is typed is kept. */
export const PAUSE_MS = 400;

/** The pauses before what was not kept is tried again; the last one goes on for ever. */
export const AGAIN_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

/** A try that takes longer is not waited for by whoever wants to leave. */
export const SLOW_MS = 2_000;

/** Several of them as one: what is not kept comes first, then what is not kept yet. */
export function together(states: SavingState[]): SavingState {
  const kept = states.flatMap((it) => (it.kind === 'kept' ? [it.at] : [])).sort();
  const at = kept.at(-1);
  return (
    states.find((it) => it.kind === 'unkept') ??
    states.find((it) => it.kind === 'keeping') ??
    (at === undefined ? { kind: 'untouched' } : { kind: 'kept', at })
  );
}

/** Something that saves by itself: a draft, notes, the layout of the window. */
export class Keeping {
  /** There is something newer than what was kept. */
  #newer = $state(false);
  #trying = $state(false);
  #why = $state<string>();
  #at = $state<string>();
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Counts how often it was given up: the answer to an earlier try says nothing any more. */
  #life = 0;

  constructor(
    /** Keeps what there is at that moment. */
    private readonly write: () => Promise<Tried>,
    /** Whether somebody would miss it: nobody is asked about what was not typed. */
    readonly isMissed: () => boolean = () => true,
  ) {}

  get state(): SavingState {
    if (this.#why !== undefined) return { kind: 'unkept', why: this.#why };
    if (this.isOpen) return { kind: 'keeping' };
    return this.#at === undefined ? { kind: 'untouched' } : { kind: 'kept', at: this.#at };
  }

  /** Whether something of it is not kept. */
  get isOpen(): boolean {
    return this.#newer || this.#trying;
  }

  /** There is something newer: it is kept once the typing pauses. */
  touched(): void {
    this.#newer = true;
    saving.follow(this);
    this.#after(PAUSE_MS);
  }

  /** There is something newer: it is kept now. Whether it was. */
  keep(): Promise<boolean> {
    this.touched();
    return this.now();
  }

  /** Keeps now what waits; whether all of it is kept. */
  now(): Promise<boolean> {
    clearTimeout(this.#timer);
    // One try at a time: otherwise an older text could land after a newer one.
    const turn = this.#turn.then(() => this.#try());
    this.#turn = turn;
    return turn;
  }

  /** Nobody wants it kept any more. */
  giveUp(): void {
    clearTimeout(this.#timer);
    this.#life++;
    this.#newer = false;
    this.#trying = false;
    this.#why = undefined;
    this.#failures = 0;
  }

  async #try(): Promise<boolean> {
    if (!this.#newer) return true;
    const life = this.#life;
    this.#newer = false;
    this.#trying = true;
    const outcome = await this.#attempt();
    if (life !== this.#life) return true;
    this.#trying = false;
    if (outcome.kept) {
      const recovered = this.#why !== undefined;
      this.#why = undefined;
      this.#failures = 0;
      if (this.isMissed()) this.#at = now();
      saving.settle(this, this.#at, recovered);
      return true;
    }
    this.#why = outcome.why;
    // What was typed meanwhile is tried at its own pause, which is shorter.
    if (!this.#newer) this.#after(AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length - 1)]);
    this.#newer = true;
    this.#failures++;
    return false;
  }

  async #attempt(): Promise<Tried> {
    try {
      return await this.write();
    } catch {
      return { kept: false, why: m.shared.saving.unknown };
    }
  }

  #after(pause: number | undefined): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), pause);
  }
}

class Saving {
  /** What is not kept yet. */
  #open = new SvelteSet<Keeping>();
  #at = $state<string>();

  /** How all that saves by itself in the window stands. */
  get state(): SavingState {
    // What nobody typed is told only where it failed: each way to another page would say that it saves.
    const told = [...this.#open].filter((it) => it.isMissed() || it.state.kind === 'unkept');
    const open = together(told.map((it) => it.state));
    if (open.kind === 'unkept' || open.kind === 'keeping') return open;
    return this.#at === undefined ? { kind: 'untouched' } : { kind: 'kept', at: this.#at };
  }

  /** Keeps all of it now, for somebody who is about to leave; why not, where it cannot be. */
  async flush(): Promise<Tried> {
    let slow: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<Tried>((end) => {
      slow = setTimeout(() => end({ kept: false, why: m.shared.saving.slow }), SLOW_MS);
    });
    const outcome = await Promise.race([this.#flush(), limit]);
    clearTimeout(slow);
    return outcome;
  }

  async #flush(): Promise<Tried> {
    // What is typed meanwhile is kept too.
    for (;;) {
      const open = [...this.#open].filter((it) => it.isOpen);
      if (open.length === 0) return { kept: true };
      const kept = await Promise.all(open.map((it) => it.now()));
      if (kept.every((it) => it)) continue;
      const missed = open.map((it) => it.isMissed() && it.state).filter((it) => it !== false);
      const why = missed.find((it) => it.kind === 'unkept')?.why;
      return why === undefined ? { kept: true } : { kept: false, why };
    }
  }

  /** Forgets what could not be kept: somebody leaves all the same. */
  giveUp(): void {
    for (const it of this.#open) it.giveUp();
    this.#open.clear();
  }

  /** Hears that something is not kept yet. */
  follow(it: Keeping): void {
    this.#open.add(it);
  }

  /** Hears that something was kept, which had failed before where it is `recovered`. */
  settle(it: Keeping, at: string | undefined, recovered: boolean): void {
    if (!it.isOpen) this.#open.delete(it);
    this.#at = at ?? this.#at;
    const fails = [...this.#open].some((other) => other.state.kind === 'unkept');
    if (recovered && !fails) toasts.done(m.shared.saving.recovered);
  }
}

/** All that saves by itself. */
export const saving = new Saving();

/** Keeps everything that is typed, before the window closes or the club goes out of sight. */
export const flushEverything = (): Promise<Tried> => saving.flush();
