// That the club was restored, and how to go back: said above every page until somebody closes it.

import type { CopyRef } from '$lib/ipc/bindings';

/** What was done last. */
export interface Done {
  /** When the copy was made that the club is now; nothing when it is again what was set aside. */
  at: string | null;
  /** What was set aside for it. */
  aside: CopyRef;
}

class Restored {
  last = $state.raw<Done>();
}

/** What was restored in this window. */
export const restored = new Restored();
