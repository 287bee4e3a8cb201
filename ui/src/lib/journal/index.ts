// The journal: what each operation changed.

export { default as ChangeList } from './ChangeList.svelte';
