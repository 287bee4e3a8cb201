// What takes a while: a copy, a check of the whole file, a restore, a change of key. There is one at a
// time; it tells how far it is, and it can be stopped.

import { onMount } from 'svelte';
import { count, m, percent } from '$lib/i18n';
import { toasts } from '$lib/shared';
import type { Answer } from './ask';
import { commands, events, type ClubFailure, type WorkProgress } from './bindings';
import { told } from './failure';

/** What takes less than a moment shows no progress. */
const MOMENT_MS = 300;

/** What a bar of progress shows. */
export interface Shown {
  label: string;
  share?: number;
  done?: string;
}

/** Long work, whoever began it: this page, or the club by itself. */
export class Work {
  /** Whether this page began it and waits for it. */
  running = $state(false);
  #long = $state(false);
  #doing = $state.raw<WorkProgress>();

  /** Whether something is under way that somebody else began. */
  get isElsewhere(): boolean {
    return !this.running && this.#doing !== undefined;
  }

  /** How far it is, in words; nothing while nothing is under way. */
  get shown(): Shown | undefined {
    if (this.running && !this.#long) return undefined;
    if (this.#doing) return shownOf(this.#doing);
    return this.running ? { label: m.copies.doing.begins } : undefined;
  }

  /** What is under way now, as somebody else tells it. */
  see(doing: WorkProgress | null): void {
    this.#doing = doing ?? undefined;
  }

  /** Begins it, and waits for its end. */
  async run<T>(call: () => Promise<Answer<T, ClubFailure>>): Promise<Answer<T, ClubFailure>> {
    this.running = true;
    const moment = setTimeout(() => (this.#long = true), MOMENT_MS);
    try {
      return await call();
    } finally {
      clearTimeout(moment);
      this.running = false;
      this.#long = false;
      this.#doing = undefined;
    }
  }

  /** Stops it: whoever began it is told so. */
  async stop(): Promise<void> {
    const it = await commands.stopWork();
    if (it.status === 'error') toasts.failed(told(m.club.failure, it.error));
  }
}

function shownOf(doing: WorkProgress): Shown {
  const label = m.copies.doing[doing.kind];
  if (!('total' in doing) || !doing.total) return { label };
  const { kind, total } = doing;
  const n = doing.done ?? 0;
  const share = Math.min(n / total, 1);
  const done =
    kind === 'documents'
      ? m.copies.documentsDone(count(n), count(total))
      : percent(Math.floor(share * 100) / 100);
  return { label, share, done };
}

/** The work of a component, from its script. */
export function useWork(): Work {
  const work = new Work();
  onMount(() => {
    const stop = events.workProgress.listen(({ payload }) => work.see(payload));
    return () => void stop.then((it) => it());
  });
  return work;
}
