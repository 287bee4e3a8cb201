// What never changes around the pages: the bar, the top, the sheet.

export { watchAbsence } from './absence';
export { appearance, ZOOMS, type Theme } from './appearance.svelte';
export { followClock, shownDay } from './day.svelte';
export { default as Frame } from './Frame.svelte';
export { ABSENCES, habits } from './habits.svelte';
export { default as LeaveDialog } from './LeaveDialog.svelte';
export { leaving } from './leaving.svelte';
export { lock } from './lock.svelte';
export { grouped, questions } from './search';
export { showing } from './showing';
export { SECTIONS, sectionOf, sectionTitle, type Section } from './sections';
