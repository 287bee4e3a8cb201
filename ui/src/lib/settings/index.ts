// What the club says of itself, and the passphrase that opens it.

export { default as HeadingForm } from './HeadingForm.svelte';
export { default as PassphraseForm } from './PassphraseForm.svelte';
