// The window that locks: nothing of the club stays readable until its passphrase is typed.

import { m } from '$lib/i18n';
import { beginAnew, commands, sayOfClub } from '$lib/ipc';
import { flushEverything, toasts } from '$lib/shared';

class Lock {
  /** From this moment on nothing of the club is drawn, whatever the pages still hold. */
  closed = $state(false);
  /** Keeps what is being typed; whether all of it is kept. */
  keep: () => Promise<boolean> = async () => (await flushEverything()).kept;
  #locking = false;

  /** Keeps what is typed, then locks. What cannot be kept yet stays on screen, and is said. */
  async now(): Promise<void> {
    if (this.#locking) return;
    this.#locking = true;
    try {
      if (!(await this.keep())) {
        toasts.failed(m.frame.notLocked);
        return;
      }
      const it = await commands.lockClub();
      if (it.status === 'error') {
        sayOfClub(it.error);
        return;
      }
      this.closed = true;
      await beginAnew();
    } finally {
      this.closed = false;
      this.#locking = false;
    }
  }
}

/** The lock of the window. */
export const lock = new Lock();
