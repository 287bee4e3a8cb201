// What was said of the club since it was opened, and read: it is not said again until the next start.

import { SvelteSet } from 'svelte/reactivity';

/** What is said once. */
export type Notice = 'aftermath' | 'share' | 'synchronised' | 'conflicts' | 'open';

class Notices {
  #read = new SvelteSet<string>();

  isRead(club: string, notice: Notice): boolean {
    return this.#read.has(`${club} ${notice}`);
  }

  read(club: string, notice: Notice): void {
    this.#read.add(`${club} ${notice}`);
  }
}

/** What was read of what is said of a club. */
export const notices = new Notices();
