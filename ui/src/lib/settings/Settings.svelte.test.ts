import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toasts } from '$lib/shared';
import HeadingForm from './HeadingForm.svelte';
import KeyDialog from './KeyDialog.svelte';
import PassphraseForm from './PassphraseForm.svelte';
import Security from './Security.svelte';

const rust = vi.hoisted(() => ({
  changeKey: vi.fn(),
  changePassphrase: vi.fn(),
  forgetComputer: vi.fn(),
  stopWork: vi.fn(),
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
}));
const progress = vi.hoisted(() => ({ tell: (_: { payload: object }) => {} }));
vi.mock('$lib/ipc/bindings', () => ({
  commands: rust,
  events: {
    workProgress: {
      listen: (hear: (event: { payload: object }) => void) => {
        progress.tell = hear;
        return Promise.resolve(() => {});
      },
    },
  },
}));
vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn(() => Promise.resolve()) }));

const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const failed = (error: object) => Promise.resolve({ status: 'error', error });

beforeEach(() => {
  vi.clearAllMocks();
  rust.changePassphrase.mockImplementation(() => ok(null));
  rust.forgetComputer.mockImplementation(() => ok(null));
  rust.stopWork.mockImplementation(() => ok(null));
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

async function changeKey(old: string, fresh: string, again: string) {
  const onclose = vi.fn();
  render(KeyDialog, { onclose });
  const user = userEvent.setup();
  await user.type(secret('Phrase secrète actuelle'), old);
  await user.type(secret('Nouvelle phrase secrète'), fresh);
  await user.type(secret('Nouvelle phrase secrète, encore une fois'), again);
  await user.click(screen.getByRole('button', { name: /^Changer la clé/ }));
  return { user, onclose };
}

test('a new key takes old copies with it, unless they are to be kept', async () => {
  rust.changeKey.mockImplementation(() =>
    ok({ key_kept: true, removed: 9, copy: null, not_removed: null }),
  );
  const { user, onclose } = await changeKey(OLD, NEW, NEW);
  expect(rust.changeKey).toHaveBeenCalledExactlyOnceWith(OLD, NEW, 'remove');
  expect(await screen.findByText('La clé est changée')).toBeVisible();
  expect(screen.getByText('Le trousseau de ce poste garde la nouvelle clé.')).toBeVisible();
  expect(screen.getByText(/^9\scopies d’avant ont été supprimées/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Fermer' }));
  expect(onclose).toHaveBeenCalledOnce();
});

test.each([
  [
    { key_kept: false, removed: 2, copy: null, not_removed: null },
    /la nouvelle phrase secrète sera demandée à chaque/,
  ],
  [
    { key_kept: true, removed: 0, copy: { code: 'disk_full' }, not_removed: null },
    /donc été gardées.* Le disque est plein/,
  ],
  [
    { key_kept: true, removed: 0, copy: { code: 'stopped' }, not_removed: null },
    /^La copie neuve a été arrêtée, .* donc été gardées(?!.*rien n’a été changé)/,
  ],
  [
    { key_kept: true, removed: 0, copy: null, not_removed: { code: 'disk_full' } },
    /n’ont pas pu être supprimées.* Le disque est plein/,
  ],
])('what a new key leaves open is said: %o', async (changed, sentence) => {
  rust.changeKey.mockImplementation(() => ok(changed));
  await changeKey(OLD, NEW, NEW);
  expect(await screen.findByText(sentence)).toBeVisible();
});

test.each([
  [{ code: 'wrong_passphrase' }, 'Phrase secrète actuelle', /pas la phrase secrète/],
  [
    { code: 'passphrase_too_short', minimum: 12 },
    'Nouvelle phrase secrète',
    /au moins 12 caractères/,
  ],
])(
  'why the key does not change is said where it can be mended: %o',
  async (failure, field, words) => {
    rust.changeKey.mockImplementation(() => failed(failure));
    await changeKey(OLD, NEW, NEW);
    await waitFor(() => expect(secret(field)).toHaveAccessibleDescription(words));
    expect(secret('Phrase secrète actuelle')).toHaveValue(OLD);
  },
);

test('a change of key tells how far it is, and can be stopped', async () => {
  let end: (answer: object) => void = () => {};
  rust.changeKey.mockImplementation(() => new Promise((answer) => (end = answer)));
  const { user, onclose } = await changeKey(OLD, NEW, NEW);
  progress.tell({ payload: { kind: 'encrypting' } });
  await screen.findByRole('progressbar', { name: 'Chiffrement sous la nouvelle clé' });
  await user.click(screen.getByRole('button', { name: 'Arrêter' }));
  expect(rust.stopWork).toHaveBeenCalledOnce();
  expect(onclose).not.toHaveBeenCalled();
  end({ status: 'error', error: { code: 'stopped' } });
  expect(await screen.findByRole('alert')).toHaveTextContent('rien n’a été changé');
});

test('this computer is forgotten once it was said what that asks for', async () => {
  const onlock = vi.fn();
  render(Security, { absences: [0, 5], lockAfter: 0, onlock, kept: true });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Verrouiller maintenant/ }));
  expect(onlock).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Oublier ce poste…' }));
  expect(screen.getByText(/Assurez-vous de l’avoir/)).toBeVisible();
  expect(rust.forgetComputer).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: /^Oublier ce poste( Entrée)?$/ }));
  expect(rust.forgetComputer).toHaveBeenCalledOnce();
});
