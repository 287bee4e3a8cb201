import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { Toasts, toasts } from '$lib/shared';
import { exported } from '.';
import type { Answer } from './ask';

const rust = vi.hoisted(() => ({ stopExport: vi.fn() }));
vi.mock('./bindings', () => ({ commands: rust, events: {} }));

const LABEL = 'Export du compte rendu';

beforeEach(() => {
  vi.clearAllMocks();
  toasts.all = [];
  render(Toasts);
});

test('an export that takes long can be stopped, and says that nothing was written', async () => {
  const user = userEvent.setup();
  let answer: (it: Answer<boolean>) => void = () => {};
  rust.stopExport.mockImplementation(() => answer({ status: 'ok', data: false }));
  const done = exported(LABEL, new Promise((to) => (answer = to)), 'Compte rendu exporté');
  expect(await screen.findByRole('progressbar', { name: LABEL })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Arrêter' }));
  await done;
  expect(rust.stopExport).toHaveBeenCalledOnce();
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(screen.getByText(/^Export arrêté.: rien n’a été écrit$/)).toBeVisible();
});

test('a short one shows no progress, and one for which no place was chosen says nothing', async () => {
  await exported(LABEL, Promise.resolve({ status: 'ok', data: true }), 'Compte rendu exporté');
  expect(await screen.findByText('Compte rendu exporté')).toBeVisible();
  expect(screen.queryByRole('progressbar')).toBeNull();
  toasts.all = [];
  await exported(LABEL, Promise.resolve({ status: 'ok', data: false }), 'Compte rendu exporté');
  expect(toasts.all).toEqual([]);
});
