// How far back and forward the history goes. Browsers do not tell; the router numbers its entries.

import { afterNavigate } from '$app/navigation';

/** Under this name the router keeps the number of an entry in the state of the history. */
const NUMBER = 'sveltekit:history';

/** The entries of the history that this window has made, by their numbers. */
export class Trail {
  #first = $state<number>();
  #at = $state(0);
  #last = $state(0);

  get canGoBack(): boolean {
    return this.#first !== undefined && this.#at > this.#first;
  }

  get canGoForward(): boolean {
    return this.#at < this.#last;
  }

  /** The window stands on the entry `number`; `walked` there, or opened it. */
  arrive(number: number, walked: boolean): void {
    this.#first ??= number;
    // A page that is opened after a walk back takes the place of those that came after. One that
    // takes the place of the page it comes from has its number, and changes nothing.
    if (!walked && number !== this.#at) this.#last = number;
    this.#at = number;
    this.#last = Math.max(this.#last, number);
  }
}

/** The history of this window, since it was opened. */
export const trail = new Trail();

/** Follows the history, from the script of the frame. */
export function followTrail(): void {
  afterNavigate(({ type }) => {
    const state = history.state as Record<string, unknown> | null;
    const number = state?.[NUMBER];
    if (typeof number === 'number') trail.arrive(number, type === 'popstate');
  });
}
