// The field that finds everything: what is typed, what answers, and which line is active.

import { matches } from './fold';
import type { IconShape } from './Icon.svelte';
import type { Keys } from './keys';

/** Something found, or something to do. */
export interface Finding {
  id: string;
  title: string;
  note?: string;
  icon?: IconShape;
  keys?: Keys;
  open: () => unknown;
}

/** Findings of one kind, under their name. */
export interface FindingGroup {
  id: string;
  label: string;
  findings: Finding[];
}

/** Asks the club; the groups come in the order in which they are shown. */
export type Search = (text: string) => Promise<FindingGroup[]>;

/** One question and what answers it. */
export class Finder {
  text = $state('');
  groups = $state.raw<FindingGroup[]>([]);
  active = $state(0);
  /** How long the last answer took, in milliseconds. */
  took = $state<number>();
  failed = $state(false);
  /** The question that `groups` answers. */
  answered = $state('');
  #asked = 0;

  constructor(
    private readonly search: Search,
    private readonly commands: () => Finding[],
    private readonly commandsLabel: () => string,
  ) {}

  /** Every line, as the arrows go through them. */
  get lines(): Finding[] {
    return this.groups.flatMap((it) => it.findings);
  }

  /** Asks what is typed now. The old lines stay until the new ones are there: nothing flickers. */
  async ask(text: string): Promise<void> {
    this.text = text;
    const mine = ++this.#asked;
    const wanted = text.trim();
    const started = performance.now();
    let found: FindingGroup[] = [];
    let failed = false;
    if (wanted !== '') {
      try {
        found = await this.search(wanted);
      } catch {
        failed = true;
      }
    }
    // An answer that comes after a later question is not the answer to what is typed now.
    if (mine !== this.#asked) return;
    const commands = this.commands().filter((it) => matches(it.title, wanted));
    this.groups = [
      ...found,
      { id: 'commands', label: this.commandsLabel(), findings: commands },
    ].filter((it) => it.findings.length > 0);
    this.failed = failed;
    this.took = wanted === '' ? undefined : Math.round(performance.now() - started);
    this.answered = wanted;
    this.active = 0;
  }

  /** To the next line, or the one before; from the last to the first. */
  move(by: number): void {
    const total = this.lines.length;
    if (total > 0) this.active = (this.active + by + total) % total;
  }
}
