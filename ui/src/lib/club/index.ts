// Opening a club, and what stands in the way.

export { default as Door } from './Door.svelte';
export { default as Ground } from './Ground.svelte';
export { notices } from './notices.svelte';
export { default as Notices } from './Notices.svelte';
export { default as ShutClub } from './ShutClub.svelte';
export { default as Welcome } from './Welcome.svelte';
