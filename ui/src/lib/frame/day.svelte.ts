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
