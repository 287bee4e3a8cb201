// The language of the window. It is one piece of state: whatever reads `m` or formats a day is drawn
// again when it changes, without a reload and so without losing what is being typed.

import { en } from './en';
import { fr, type Messages } from './fr';

/** The languages of the window. */
export type Language = 'fr' | 'en';

const catalogues: Record<Language, Messages> = { fr, en };

let current = $state<Language>('fr');

/** The language that the window speaks. */
export const language = (): Language => current;

/** Makes the window speak another language, at once and everywhere. */
export function speak(to: Language) {
  current = to;
  if (typeof document !== 'undefined') document.documentElement.lang = to;
}

/**
 * Every sentence of the window, by notion: `m.members.title`.
 *
 * Read it where it is shown (in the markup, in a `$derived`): a sentence kept in a constant stays
 * in the language of the moment it was kept.
 */
export const m: Messages = new Proxy(fr, {
  get: (_, notion) => Reflect.get(catalogues[current], notion) as unknown,
});
