// Whether somebody sits before the window.

/** What tells that somebody is there. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll', 'touchstart'] as const;

/** How often it is looked whether they are gone, in milliseconds. */
const LOOK_MS = 5_000;

const MINUTE = 60_000;

/**
 * Calls `onaway` once nobody has been there for `minutes`, and again each minute until somebody is
 * back: what stood in the way the first time may be over. Nought is never. Gives back what ends it.
 */
export function watchAbsence(minutes: () => number, onaway: () => unknown): () => void {
  let seen = Date.now();
  let told = 0;

  function look(): boolean {
    const limit = minutes() * MINUTE;
    const now = Date.now();
    const gone = limit > 0 && now - seen >= limit;
    if (gone && now - told >= MINUTE) {
      told = now;
      onaway();
    }
    return gone;
  }

  // A computer that slept runs no timer: whoever wakes it moves the mouse before the next look, and
  // would be taken for the one who left.
  function sign() {
    if (!look()) seen = Date.now();
  }

  const watch = setInterval(look, LOOK_MS);
  for (const it of SIGNS) window.addEventListener(it, sign, { capture: true, passive: true });
  return () => {
    clearInterval(watch);
    for (const it of SIGNS) window.removeEventListener(it, sign, { capture: true });
  };
}
