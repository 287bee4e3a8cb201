// The day as which the club is shown. Pages take it from their `load`: `const { day } = await parent()`.

class ShownDay {
  /** The day that somebody chose; without one, the club is shown as it stands today. */
  chosen = $state<string | null>(null);

  /** The day to show, where today is `today`. */
  at(today: string): string {
    return this.chosen ?? today;
  }

  /** Shows the club as it stood on `day`, or as it stands when that is today. */
  choose(day: string, today: string): void {
    this.chosen = day === today ? null : day;
  }
}

/** The day shown. */
export const shownDay = new ShownDay();

/** How often the clock is looked at, in milliseconds. */
const MINUTE = 60_000;

/**
 * Calls `onday` once the clock shows another day than `shown`: a window that stays open overnight, or
 * wakes from sleep, would go on with the day before. Gives back what ends it.
 */
export function followClock(
  shown: () => string,
  clock: () => Promise<string | undefined>,
  onday: () => void,
): () => void {
  const look = async () => {
    const today = await clock();
    if (today !== undefined && today !== shown()) onday();
  };
  const watch = setInterval(() => void look(), MINUTE);
  window.addEventListener('focus', look);
  return () => {
    clearInterval(watch);
    window.removeEventListener('focus', look);
  };
}
