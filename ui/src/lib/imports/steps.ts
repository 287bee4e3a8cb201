// What of a list is looked at.

/** In the order in which they matter. */
export const STEPS = ['columns', 'dates', 'kinds', 'preview'] as const;

/** What of a list is looked at. */
export type Step = (typeof STEPS)[number];

/** What an address asks for. */
export const stepOf = (word: string | null): Step | undefined => STEPS.find((it) => it === word);
