// Opening a club, and what stands in the way.

export { default as ShutClub } from './ShutClub.svelte';
export { default as Welcome } from './Welcome.svelte';
