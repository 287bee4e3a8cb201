// The shortcuts in force. Each page declares its own; they go with it, and Ctrl+/ lists what is left.

import { onDestroy } from 'svelte';
import { pressed, type Keys } from './keys';

/** One thing to do, and the keys that do it. */
export interface Shortcut {
  keys: Keys;
  /** Other keys that do the same, where habits differ. */
  also?: Keys[];
  label: string;
  /** Absent where the element that has the focus does it: it is listed, no more. */
  run?: () => unknown;
  /** It also holds behind a dialog, which goes with what it does. */
  always?: boolean;
  /** Whether it does something just now; one that does not is not listed either. */
  when?: () => boolean;
}

interface Registered {
  everywhere: boolean;
  list: () => Shortcut[];
}

// Kept beside the state: what is destroyed reads a state as it was before, so that the page that goes
// would take back the shortcuts of the one that has just come.
let all: Registered[] = [];
let registered = $state.raw(all);

function register(it: Registered) {
  registered = all = [...all, it];
  onDestroy(() => {
    registered = all = all.filter((one) => one !== it);
  });
}

/** Declares the shortcuts of a page, from its script: they hold as long as the page is there. */
export const useShortcuts = (list: () => Shortcut[]) => register({ everywhere: false, list });

/** Declares those of the frame, which also hold while somebody writes. */
export const useShortcutsEverywhere = (list: () => Shortcut[]) =>
  register({ everywhere: true, list });

const inForce = (everywhere: boolean) =>
  registered
    .filter((it) => it.everywhere === everywhere)
    .flatMap((it) => it.list())
    .filter((it) => it.when?.() ?? true);

/** What Ctrl+/ lists. */
export const shortcuts = {
  get here(): Shortcut[] {
    return inForce(false);
  },
  get everywhere(): Shortcut[] {
    return inForce(true);
  },
};

const writes = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]') !==
    null;

/** Does what the keys say. The frame gives it every key that nobody else took. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  // A key alone is a letter for whoever writes, and so is one with shift.
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
  const writing = writes(event.target);
  const found = [...shortcuts.here, ...shortcuts.everywhere].find((it) =>
    [it.keys, ...(it.also ?? [])].some((keys) => pressed(event, keys)),
  );
  if (!found?.run) return;
  // Behind a dialog there is nothing else to do: it is answered first.
  const dialog = '[role=dialog][data-state=open]:not([data-popover-content])';
  if (!found.always && document.querySelector(dialog)) return;
  if (writing && bare && !/^f\d+$/.test(found.keys)) return;
  // In a field these take back and bring back what was typed, as everywhere else.
  if (writing && ['ctrl+z', 'ctrl+shift+z'].includes(found.keys)) return;
  event.preventDefault();
  found.run();
}
