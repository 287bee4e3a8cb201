// The words of the window, in each language, and how it writes days, amounts and counts.

export { language, m, speak, type Language } from './language.svelte';
export * from './format';
export type { Messages } from './fr';
