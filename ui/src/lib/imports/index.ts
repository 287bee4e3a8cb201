// The import of a list of members, as its page shows it.

export { default as ImportDesk } from './ImportDesk.svelte';
export { stepOf, type Step } from './steps';
