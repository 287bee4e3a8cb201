// How lists are laid out: their order, the columns that are hidden, the filters that were saved. It is
// kept from one start to the next by the shell, told by `onchange`.

import type { Sort } from './columns';

/** How one list is laid out; what is absent is as usual. */
export interface Kept {
  sort?: Sort | null;
  hidden?: string[];
  /** In the words of an address. */
  filters?: string[];
}

class Layouts {
  #lists = $state.raw<Record<string, Kept>>({});
  /** Told after each change that somebody asked for. */
  onchange: () => void = () => {};

  /** Every list that is not as usual, by its name. */
  get lists(): Record<string, Kept> {
    return this.#lists;
  }

  /** Puts back what was kept. */
  restore(lists: Record<string, Kept>): void {
    this.#lists = lists;
  }

  /** The layout of the list called `name`, sorted by `usual` until somebody says otherwise. */
  of(name: string, usual: Sort): Layout {
    return new Layout(
      usual,
      () => this.#lists[name] ?? {},
      (change) => {
        this.#lists = { ...this.#lists, [name]: { ...this.#lists[name], ...change } };
        this.onchange();
      },
    );
  }
}

/** The layout of one list, to be bound to. */
class Layout {
  readonly #usual: Sort;
  readonly #kept: () => Kept;
  readonly #keep: (change: Kept) => void;

  constructor(usual: Sort, kept: () => Kept, keep: (change: Kept) => void) {
    this.#usual = usual;
    this.#kept = kept;
    this.#keep = keep;
  }

  get sort(): Sort {
    return this.#kept().sort ?? this.#usual;
  }

  set sort(to: Sort | undefined) {
    this.#keep({ sort: to });
  }

  get hidden(): string[] {
    return this.#kept().hidden ?? [];
  }

  set hidden(to: string[]) {
    this.#keep({ hidden: to });
  }

  get filters(): string[] {
    return this.#kept().filters ?? [];
  }

  set filters(to: string[]) {
    this.#keep({ filters: to });
  }
}

/** The layouts of all lists. */
export const layouts = new Layouts();
