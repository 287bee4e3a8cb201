// What takes long and is waited for, wherever it was asked for: said low in the window, with a button
// that stops it.

/** What takes less than a moment shows nothing. */
const MOMENT_MS = 300;

/** Something that goes on. */
interface Going {
  /** What it is: « Export du compte rendu ». */
  label: string;
  stop: () => void;
}

class Work {
  #going = $state.raw<Going>();
  #moment: ReturnType<typeof setTimeout> | undefined;

  /** What goes on for longer than a moment. */
  get going(): Going | undefined {
    return this.#going;
  }

  /** Says that something goes on until it has an answer, or has its file and asks where it goes. */
  async follow<T>(going: Going, answer: Promise<T>): Promise<T> {
    this.made();
    this.#moment = setTimeout(() => (this.#going = going), MOMENT_MS);
    try {
      return await answer;
    } finally {
      this.made();
    }
  }

  /** What goes on is made. */
  made(): void {
    clearTimeout(this.#moment);
    this.#going = undefined;
  }
}

/** What takes long. */
export const work = new Work();
