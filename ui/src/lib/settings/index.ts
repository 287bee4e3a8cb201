// What the club says of itself, whom it trusts, and the passphrase that opens it.

export { default as Authorities } from './Authorities.svelte';
export { default as HeadingForm } from './HeadingForm.svelte';
export { default as PassphraseForm } from './PassphraseForm.svelte';
