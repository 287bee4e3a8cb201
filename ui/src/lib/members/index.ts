// Organisations, when they are members, and what is noted about them, as pages show them.

export { default as CreateDialog } from './CreateDialog.svelte';
export { default as DepartureDialog } from './DepartureDialog.svelte';
export { default as Documents } from './Documents.svelte';
export { default as EditDialog } from './EditDialog.svelte';
export { default as MemberFacts } from './MemberFacts.svelte';
export { default as MemberList } from './MemberList.svelte';
export { default as NoteDialog } from './NoteDialog.svelte';
export { default as Notes } from './Notes.svelte';
export { default as PeriodDialog } from './PeriodDialog.svelte';
export { default as Periods } from './Periods.svelte';
export { registerNumber } from './fields';
export {
  addressOf,
  answers,
  asking,
  filterOf,
  same,
  VIEWS,
  type Filter,
  type View,
} from './filters';
export { savedFilters } from './layout';
export { timelineOf } from './timeline';
export { filterTitle } from './words';
