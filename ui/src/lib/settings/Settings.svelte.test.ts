import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toasts } from '$lib/shared';
import HeadingForm from './HeadingForm.svelte';
import PassphraseForm from './PassphraseForm.svelte';

const rust = vi.hoisted(() => ({
  changePassphrase: vi.fn(),
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
}));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));

const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const failed = (error: object) => Promise.resolve({ status: 'error', error });

beforeEach(() => {
  vi.clearAllMocks();
  rust.changePassphrase.mockImplementation(() => ok(null));
  rust.execute.mockImplementation(() => ok({ operation: 7 }));
  rust.draft.mockImplementation(() => ok(null));
  rust.saveDraft.mockImplementation(() => ok(null));
  rust.discardDraft.mockImplementation(() => ok(null));
});
afterEach(() => toasts.all.splice(0));

const OLD = 'lanterne marée violette';
const NEW = 'grenier phare boussole';
/** What is typed hidden has no role: it is found by its label. */
const secret = (label: string) => screen.getByLabelText(label);
const told = () => toasts.all.map((it) => it.text);

async function change(old: string, fresh: string, again: string) {
  render(PassphraseForm);
  const user = userEvent.setup();
  await user.type(secret('Phrase actuelle'), old);
  await user.type(secret('Nouvelle phrase'), fresh);
  await user.type(secret('Nouvelle phrase, encore une fois'), again);
  await user.click(screen.getByRole('button', { name: 'Changer la phrase' }));
}

test('the passphrase changes, and nothing of what was typed remains', async () => {
  await change(OLD, NEW, NEW);
  expect(rust.changePassphrase).toHaveBeenCalledExactlyOnceWith(OLD, NEW);
  await waitFor(() => expect(secret('Phrase actuelle')).toHaveValue(''));
  expect(secret('Nouvelle phrase')).toHaveValue('');
  expect(secret('Nouvelle phrase, encore une fois')).toHaveValue('');
  expect(told()).toEqual([expect.stringContaining('Phrase secrète changée.')]);
  expect(rust.saveDraft).not.toHaveBeenCalled();
});

test('two that are not the same change nothing', async () => {
  await change(OLD, NEW, 'grenier phare bousole');
  expect(secret('Nouvelle phrase, encore une fois')).toHaveAccessibleDescription(
    'Les deux phrases ne sont pas les mêmes.',
  );
  expect(rust.changePassphrase).not.toHaveBeenCalled();
});

test('a wrong one is said beside the old, which stays to be mended', async () => {
  rust.changePassphrase.mockImplementation(() => failed({ code: 'wrong_passphrase' }));
  await change('lanterne maree', NEW, NEW);
  await waitFor(() =>
    expect(secret('Phrase actuelle')).toHaveAccessibleDescription(
      'Ce n’est pas la phrase secrète de ce club.',
    ),
  );
  expect(secret('Nouvelle phrase')).not.toBeInvalid();
  expect(secret('Nouvelle phrase')).toHaveValue(NEW);
  expect(told()).toEqual([]);
});

test.each([
  [{ code: 'passphrase_too_short', minimum: 12 }, /Il faut au moins 12 caractères/],
  [{ code: 'passphrase_too_uniform' }, /répète trop les mêmes caractères/],
])('a weak one is said beside the new: %o', async (failure, sentence) => {
  rust.changePassphrase.mockImplementation(() => failed(failure));
  await change(OLD, 'aaaa', 'aaaa');
  await waitFor(() => expect(secret('Nouvelle phrase')).toHaveAccessibleDescription(sentence));
  expect(secret('Phrase actuelle')).not.toBeInvalid();
});

test('the heading of the documents is a fact of the club, that can be taken back', async () => {
  render(HeadingForm, { settings: { programme: 'Vitam', heading: '' }, disabled: false });
  const user = userEvent.setup();
  await user.type(screen.getByLabelText(/^Lignes au-dessus/), 'Ministère du Littoral');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  const settings = { programme: 'Vitam', heading: 'Ministère du Littoral' };
  expect(rust.execute).toHaveBeenCalledExactlyOnceWith({ kind: 'change_settings', settings });
  await waitFor(() => expect(toasts.all[0]?.undo).toBeDefined());
});

test('the heading of a club that is only looked at cannot be typed', () => {
  render(HeadingForm, { settings: { programme: 'Vitam', heading: '' }, disabled: true });
  expect(screen.getByLabelText(/^Nom du programme/)).toBeDisabled();
  expect(screen.getByLabelText(/^Lignes au-dessus/)).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
});
