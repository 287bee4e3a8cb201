// How the person before the window is called in the journal, and after how long away it locks. It is
// of this computer, as the appearance is; the shell, told by `onchange`, keeps it.

/** The absences to choose from, in minutes; nought is never. */
export const ABSENCES = [0, 5, 10, 15, 30, 60] as const;

class Habits {
  #name = $state('');
  #lockAfter = $state(0);
  /** Told after each change that somebody asked for. */
  onchange: () => void = () => {};

  /** Empty where the name of the account will do. */
  get name(): string {
    return this.#name;
  }

  set name(to: string) {
    this.#name = to.trim();
    this.onchange();
  }

  /** In minutes; never when it is nought. */
  get lockAfter(): number {
    return this.#lockAfter;
  }

  set lockAfter(to: number) {
    this.#lockAfter = to;
    this.onchange();
  }

  /** Puts back what was kept. */
  restore({ name, lockAfter }: { name: string; lockAfter: number }): void {
    this.#name = name;
    this.#lockAfter = Math.max(lockAfter, 0);
  }
}

/** The habits of the person before the window. */
export const habits = new Habits();
