import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Keeping, saving, type Tried } from '$lib/shared';
import LeaveDialog from './LeaveDialog.svelte';
import { leaving } from './leaving.svelte';

afterEach(() => {
  leaving.answer(false);
  saving.giveUp();
});

/** Notes that were just typed, on a disk that is full or not. */
function notes(full: boolean) {
  const disk = { full, tries: 0 };
  const keeping = new Keeping((): Promise<Tried> => {
    disk.tries++;
    return Promise.resolve(
      disk.full ? { kept: false, why: 'Le disque est plein.' } : { kept: true },
    );
  });
  keeping.touched();
  return disk;
}

test('what was typed a moment ago is kept, and nobody is asked', async () => {
  render(LeaveDialog);
  const disk = notes(false);
  expect(await leaving.may('Fermer quand même')).toBe(true);
  expect(disk.tries).toBe(1);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

/** Somebody wants to leave, and is asked. */
async function asked() {
  render(LeaveDialog);
  const disk = notes(true);
  const may = leaving.may('Fermer quand même');
  const dialog = await screen.findByRole('dialog', {
    name: 'Ce qui est saisi n’a pas pu être enregistré',
  });
  expect(dialog).toHaveAccessibleDescription(/^Le disque est plein\./);
  const user = userEvent.setup();
  return { disk, may, press: (name: RegExp) => user.click(screen.getByRole('button', { name })) };
}

test('where it cannot be kept the reason is told, and whoever comes back loses nothing', async () => {
  const { may, press } = await asked();
  await press(/^Revenir/);
  expect(await may).toBe(false);
  expect(saving.state).toEqual({ kind: 'unkept', why: 'Le disque est plein.' });
});

test('one leaves as soon as a new try succeeds', async () => {
  const { disk, may, press } = await asked();
  await press(/^Réessayer/);
  await waitFor(() => expect(disk.tries).toBe(2));
  expect(screen.getByRole('dialog')).toBeInTheDocument();
  disk.full = false;
  await press(/^Réessayer/);
  expect(await may).toBe(true);
  expect(saving.state.kind).toBe('kept');
});

test('one leaves all the same where one says so', async () => {
  const { may, press } = await asked();
  await press(/^Fermer quand même/);
  expect(await may).toBe(true);
});

test('how the window looks is worth no question', async () => {
  render(LeaveDialog);
  const full: Tried = { kept: false, why: 'Le disque est plein.' };
  new Keeping(
    () => Promise.resolve(full),
    () => false,
  ).touched();
  expect(await leaving.may('Fermer quand même')).toBe(true);
});
