// The first page: what waits, what comes next, how the club goes.

export { default as Figure } from './Figure.svelte';
export { default as NextMeeting } from './NextMeeting.svelte';
export { default as WorkLine } from './WorkLine.svelte';
