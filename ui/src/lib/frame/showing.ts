// Whether something is on its way to the screen that may never come there: a document that takes the
// window down with it. The shell keeps the mark, so that the next start does not go back to it.

class Showing {
  #under = 0;
  /** Whether the last window ended before a showing did. */
  interrupted = false;
  /** Keeps the mark; the showing waits until it is kept. */
  onchange: () => Promise<unknown> = () => Promise.resolve();

  /** Whether something is being shown that is not there yet. */
  get underWay(): boolean {
    return this.#under > 0;
  }

  /** Begins a showing; what comes back ends it, once, however often it is called. */
  async begin(): Promise<() => void> {
    this.#under += 1;
    let ended = false;
    // What cannot be kept keeps nobody from their document.
    await this.onchange().catch(() => undefined);
    return () => {
      if (ended) return;
      ended = true;
      this.#under -= 1;
      void this.onchange();
    };
  }
}

/** What is being shown. */
export const showing = new Showing();
