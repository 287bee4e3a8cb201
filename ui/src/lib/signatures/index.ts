// What the signatures of documents are worth, as pages show it.

export { default as PasswordDialog } from './PasswordDialog.svelte';
export { default as Signatures } from './Signatures.svelte';
export { earlier, say, statement } from './said';
