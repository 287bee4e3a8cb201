// How far back and forward the history goes. Browsers do not tell, so the window counts its steps.

import { afterNavigate, onNavigate } from '$app/navigation';

class Trail {
  /** Where in the history the window stands, and how far it goes beyond. */
  #at = $state(0);
  #last = $state(0);

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#last;
  }

  /** A page was opened after this one: what came after it before is gone. */
  step(): void {
    this.#at += 1;
    this.#last = this.#at;
  }

  /** The history was walked by `delta` steps. */
  walk(delta: number): void {
    this.#at = Math.max(0, this.#at + delta);
    this.#last = Math.max(this.#last, this.#at);
  }
}

/** The history of this window, since it was opened. */
export const trail = new Trail();

/** Counts the steps, from the script of the frame. */
export function followTrail(): void {
  let entries = history.length;
  onNavigate(() => {
    entries = history.length;
  });
  afterNavigate(({ type, delta, from }) => {
    if (type === 'popstate') trail.walk(delta ?? 0);
    // An address that replaces another adds nothing to go back to. The count of entries cannot tell
    // after a step back, where a new page takes the place of the old ones; then it is a step too.
    else if (from && (history.length !== entries || trail.canGoForward)) trail.step();
  });
}
