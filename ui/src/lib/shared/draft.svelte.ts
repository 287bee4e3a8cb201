// A form that was left half-way is a draft that comes back. What is typed is kept at every pause,
// out of the way of the journal: nothing has been done yet.

import { onDestroy, untrack } from 'svelte';
import { m } from '$lib/i18n';
import { Keeping, type Tried, type SavingState } from './saving.svelte';

/** What was left half-way last time, if anything; or why that cannot be told. */
export type Left = { read: true; body: string | null } | { read: false; why: string };

/** Where a draft is kept. The club keeps it, so that it also comes back on the next start. */
export interface Keeper {
  /** The name of the draft, such as `organisation:new`. */
  id: string;
  load: () => Promise<Left>;
  save: (body: string) => Promise<Tried>;
  discard: () => Promise<Tried>;
}

/** What there is to say of a draft, whatever is typed in it. */
export interface Drafted {
  /** It is what was left half-way last time, and nothing was changed since. */
  readonly resumed: boolean;
  readonly saving: SavingState;
  restart: () => Promise<void>;
}

/**
 * What is to be kept under the name of a draft. It outlives its form until it is kept: a form that is
 * opened again meanwhile goes on from it, and never writes beside it.
 */
class Leaf {
  /** What is typed: `null` for a form that is back to how it started, `undefined` for one that nobody
   * has touched, and whose draft is none of ours. */
  body: string | null | undefined;
  /** Hears what was left last time, where that could not be read at first. */
  onread: ((body: string | null) => void) | undefined;
  readonly keeping = new Keeping(
    () => this.#write(),
    () => typeof this.body === 'string',
  );
  /** What the club keeps; `undefined` while that is not known. */
  #stored: string | null | undefined;
  /** Whatever the club keeps is to go. */
  #dropped = false;
  #forms = 0;

  constructor(private readonly keeper: Keeper) {}

  enter(): void {
    this.#forms++;
    leaves.set(this.keeper.id, this);
  }

  /** A form goes; what it typed stays until it is kept. */
  leave(): void {
    this.#forms--;
    if (this.keeping.isOpen) void this.keeping.now();
    else this.#tidy();
  }

  async load(): Promise<Left> {
    if (this.keeping.isOpen && this.body !== undefined) return { read: true, body: this.body };
    const left = await this.#read();
    // It is asked for again, and until then nothing is written over it.
    if (!left.read) this.keeping.touched();
    return left;
  }

  type(body: string | null): void {
    if (body === (this.body ?? null)) return;
    this.body = body;
    this.keeping.touched();
  }

  /** Lets go of what is typed and of what was kept; whether the club has done so. */
  drop(): Promise<boolean> {
    this.body = null;
    this.#dropped = true;
    return this.keeping.keep();
  }

  async #read(): Promise<Left> {
    const failed: Left = { read: false, why: m.shared.saving.unknown };
    const left = await this.keeper.load().catch(() => failed);
    if (left.read) this.#stored = left.body;
    return left;
  }

  async #write(): Promise<Tried> {
    if (this.#stored === undefined && !this.#dropped) {
      const left = await this.#read();
      if (!left.read) return { kept: false, why: left.why };
      this.onread?.(left.body);
    }
    const { body } = this;
    const dropped = this.#dropped;
    if (body !== undefined && (body !== this.#stored || dropped)) {
      const outcome = await (body === null ? this.keeper.discard() : this.keeper.save(body));
      if (!outcome.kept) return outcome;
      this.#stored = body;
      if (dropped) this.#dropped = false;
    }
    if (body === this.body) this.#tidy();
    return { kept: true };
  }

  #tidy(): void {
    if (this.#forms === 0 && leaves.get(this.keeper.id) === this) leaves.delete(this.keeper.id);
  }
}

/** The drafts of the forms on screen, and of those that went before theirs was kept. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen is drawn from it
const leaves = new Map<string, Leaf>();

/** Where to go on typing: a draft that is kept is asked of the club again. */
function leafOf(keeper: Keeper): Leaf {
  const before = leaves.get(keeper.id);
  return before?.keeping.isOpen ? before : new Leaf(keeper);
}

/** What a form works on. */
export class Draft<T extends object> implements Drafted {
  /** What is typed. The form binds to it; a refresh of the page never touches it. */
  value: T = $state() as T;
  resumed = $state(false);
  #empty: string;
  #leaf: Leaf;
  #over = false;

  constructor(
    private readonly initial: () => T,
    keeper: Keeper,
    /** Both what was left last time and what was typed before it came; without it the latter. */
    private readonly join?: (left: T, typed: T) => T,
  ) {
    this.value = initial();
    this.#empty = JSON.stringify(this.value);
    this.#leaf = leafOf(keeper);
    this.#leaf.enter();
    this.#leaf.onread = this.#bring;
  }

  /** Whether what is typed is kept. */
  get saving(): SavingState {
    return this.#leaf.keeping.state;
  }

  /** Brings back what was left half-way, unless somebody typed faster than it came. */
  async resume(): Promise<void> {
    const left = await this.#leaf.load();
    if (left.read) this.#bring(left.body);
  }

  /** Something may have been typed: it is kept once the typing pauses. */
  touched(): void {
    if (this.#over) return;
    const now = this.#now();
    // Back to how it started: there is nothing to come back to.
    this.#leaf.type(now === this.#empty ? null : now);
  }

  /** Keeps what is typed, now; whether it is kept. */
  flush(): Promise<boolean> {
    this.touched();
    return this.#leaf.keeping.now();
  }

  /** Starts afresh, because somebody asked for it. */
  async restart(): Promise<void> {
    this.value = this.initial();
    this.#empty = this.#now();
    this.resumed = false;
    await this.#leaf.drop();
  }

  /** It was done: the draft goes, and the form with it. */
  async done(): Promise<void> {
    this.#over = true;
    await this.#leaf.drop();
  }

  /** The form goes; what was typed in it stays. */
  leave(): void {
    this.touched();
    // The form that comes after it may be there already, and hears for itself.
    if (this.#leaf.onread === this.#bring) this.#leaf.onread = undefined;
    this.#leaf.leave();
  }

  #bring = (body: string | null): void => {
    if (body === null || this.#over) return;
    const left: unknown = JSON.parse(body);
    if (typeof left !== 'object' || left === null) return;
    // A form that has gained a field since keeps what that field starts with.
    const before = { ...this.initial(), ...left };
    if (this.#now() === this.#empty) {
      this.value = before;
      const now = this.#now();
      this.resumed = now !== this.#empty;
      if (this.resumed) this.#leaf.body = now;
    } else if (this.join) {
      this.value = this.join(before, this.value);
      this.touched();
    }
  };

  #now(): string {
    return JSON.stringify(this.value);
  }
}

/**
 * The draft of a form, from its script: resumed at once, kept at every pause and when the form goes.
 *
 * `initial` is what the form starts with; keep it free of what changes by itself (ids, today).
 */
export function useDraft<T extends object>(
  initial: () => T,
  keeper: Keeper,
  join?: (left: T, typed: T) => T,
): Draft<T> {
  const draft = new Draft(initial, keeper, join);
  void draft.resume();
  $effect(() => {
    // Reading all of it is what makes the effect hear of every field.
    JSON.stringify(draft.value);
    untrack(() => draft.touched());
  });
  onDestroy(() => draft.leave());
  return draft;
}
