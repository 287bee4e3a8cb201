// Conventions and their documents, as pages show them.

export { default as AdvanceDialog } from './AdvanceDialog.svelte';
export { default as AttachDialog } from './AttachDialog.svelte';
export { default as ConventionList } from './ConventionList.svelte';
export { default as DocumentCard } from './DocumentCard.svelte';
export { default as DraftDialog } from './DraftDialog.svelte';
export { default as EditDialog } from './EditDialog.svelte';
export { default as MissingPanel } from './MissingPanel.svelte';
export { default as Standing } from './Standing.svelte';
export { default as TermsPanel } from './TermsPanel.svelte';
export { pathOf } from './path';
export { belongs, VIEWS, viewOf, type View } from './views';
