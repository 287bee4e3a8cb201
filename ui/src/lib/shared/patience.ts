// How long a worker is waited for. What it reads may be made to keep it busy for ever, and nothing
// else tells that from work.

/** A worker that is silent for so long while it is waited for does not answer any more. */
export const PATIENCE_MS = 20_000;

/** It was waited for in vain. */
export class Silence extends Error {}

/** The patience with one worker. */
export class Patience {
  /** Asks it for a sign of life, which it has half of the time to give. */
  ask: (() => unknown) | undefined;
  #waiting = 0;
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;
  readonly #silence: Promise<never>;
  #refuse: (reason: Silence) => void = () => {};

  /** `onsilence` is told once, before whatever waits is refused. */
  constructor(
    worker: Pick<Worker, 'addEventListener'>,
    private readonly onsilence: () => void,
  ) {
    this.#silence = new Promise((_, refuse) => (this.#refuse = refuse));
    // Nobody may be waiting when it is refused.
    this.#silence.catch(() => undefined);
    worker.addEventListener('message', () => this.#heard());
  }

  /** Waits for something that comes from the worker. */
  async wait<T>(answer: Promise<T>): Promise<T> {
    this.#waiting += 1;
    if (this.#waiting === 1) this.#heard();
    try {
      return await Promise.race([answer, this.#silence]);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) clearTimeout(this.#timer);
    }
  }

  /** Nothing is expected of it any more. */
  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  #heard(): void {
    clearTimeout(this.#timer);
    if (this.#over || this.#waiting === 0) return;
    this.#asked = false;
    this.#timer = setTimeout(() => this.#lost(), PATIENCE_MS / 2);
  }

  #lost(): void {
    if (!this.#asked) {
      // What waits may be a page that nobody looks at, and that is drawn later.
      this.#asked = true;
      this.#timer = setTimeout(() => this.#lost(), PATIENCE_MS / 2);
      void Promise.resolve(this.ask?.()).catch(() => undefined);
      return;
    }
    this.end();
    this.onsilence();
    this.#refuse(new Silence());
  }
}
