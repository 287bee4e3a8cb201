// People and their posts, as pages show them.

export { default as AddDialog } from './AddDialog.svelte';
export { default as EditDialog } from './EditDialog.svelte';
export { default as EndDialog } from './EndDialog.svelte';
export { default as PeopleList } from './PeopleList.svelte';
export { default as PostDialog } from './PostDialog.svelte';
