// What the club says of itself, whom it trusts, and what opens it.

export { default as Authorities } from './Authorities.svelte';
export { default as HeadingForm } from './HeadingForm.svelte';
export { default as KeyDialog } from './KeyDialog.svelte';
export { default as PassphraseForm } from './PassphraseForm.svelte';
export { default as Security } from './Security.svelte';
