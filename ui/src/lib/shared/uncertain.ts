// A day that is not certain: the field knows whether it is one day or between two.

/** What is typed of a day that may be uncertain. */
export interface UncertainDay {
  between: boolean;
  /** The day, or the first that it can be. */
  from: string | null;
  /** The last that it can be; it counts only `between`. */
  to: string | null;
}

/** The bounds of a day, equal where it is certain. */
export interface Bounds {
  earliest: string;
  latest: string;
}

/** A day as it is typed. */
export const typedDay = (it: Bounds | null | undefined): UncertainDay =>
  it == null
    ? { between: false, from: null, to: null }
    : {
        between: it.earliest !== it.latest,
        from: it.earliest,
        to: it.earliest === it.latest ? null : it.latest,
      };

/** The day that was typed; nothing while it is not complete. */
export function boundsOf({ between, from, to }: UncertainDay): Bounds | null {
  const latest = between ? to : from;
  return from === null || latest === null ? null : { earliest: from, latest };
}
