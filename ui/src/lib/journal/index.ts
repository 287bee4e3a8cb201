// The journal: what each operation changed.

export { default as ChangeList } from './ChangeList.svelte';
export { default as FilterDialog } from './FilterDialog.svelte';
export { addressOf, asked, filterOf, isNotion, PARTS, type Filter } from './filter';
export { deed, deedOf, subject } from './words';
