// The copies of the club: where they go, what they hold, going back to one.

export { default as Copies } from './Copies.svelte';
export { default as Rescue } from './Rescue.svelte';
export { default as Restored } from './Restored.svelte';
export { restored } from './restored.svelte';
export { warning } from './age';
