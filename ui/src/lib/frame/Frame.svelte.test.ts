import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import Frame from './Frame.svelte';

vi.mock('$app/navigation', () => ({
  afterNavigate: () => {},
  beforeNavigate: () => {},
  goto: vi.fn(),
}));
vi.mock('$app/state', () => ({ page: { url: new URL('http://localhost/') } }));

function frame(more: Record<string, unknown> = {}) {
  const onundo = vi.fn();
  const onredo = vi.fn();
  render(Frame, {
    today: '2026-11-24',
    day: '2026-11-24',
    onday: () => {},
    search: () => Promise.resolve([]),
    onundo,
    onredo,
    children: createRawSnippet(() => ({ render: () => '<h1>Membres</h1>' })),
    ...more,
  });
  return { onundo, onredo, user: userEvent.setup() };
}

const key = (name: string, shiftKey = false) =>
  fireEvent.keyDown(document.body, { key: name, ctrlKey: true, shiftKey });

test('Ctrl+Z takes back, Ctrl+Maj+Z and Ctrl+Y bring back, on every page', async () => {
  const { onundo, onredo } = frame();
  await key('z');
  expect(onundo).toHaveBeenCalledOnce();
  expect(onredo).not.toHaveBeenCalled();
  await key('Z', true);
  await key('y');
  expect(onredo).toHaveBeenCalledTimes(2);
  expect(onundo).toHaveBeenCalledOnce();
});

test('what the keys do can be found by its name', async () => {
  const { onredo, user } = frame();
  await key('k');
  await user.type(screen.getByRole('combobox'), 'rétablir');
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  expect(screen.getByRole('option')).toHaveTextContent(/annulé\s*Ctrl Maj Z$/);
  await user.keyboard('{Enter}');
  expect(onredo).toHaveBeenCalledOnce();
});

test('the keys are listed, those of both habits on one line', async () => {
  frame();
  await key('/');
  const line = (await screen.findByText('Rétablir ce qui vient d’être annulé')).closest('li');
  expect(line).toHaveTextContent(/Ctrl Maj Z\s*Ctrl Y$/);
});

test('where nothing can be done there is nothing to take back', async () => {
  const { onundo } = frame({ onundo: undefined, onredo: undefined });
  await key('z');
  expect(onundo).not.toHaveBeenCalled();
  await key('/');
  await screen.findByText('Réduire le texte');
  expect(screen.queryByText('Annuler ce qui vient d’être fait')).toBeNull();
});

test('Ctrl+Maj+L locks, behind a dialog too, and can be found by its name', async () => {
  const onlock = vi.fn();
  const { user } = frame({ onlock });
  await key('L', true);
  expect(onlock).toHaveBeenCalledOnce();
  await key('/');
  const line = (await screen.findByText('Verrouiller maintenant')).closest('li');
  expect(line).toHaveTextContent(/Ctrl Maj L$/);
  await key('L', true);
  expect(onlock).toHaveBeenCalledTimes(2);
  await user.keyboard('{Escape}');
  await key('k');
  await user.type(await screen.findByRole('combobox'), 'verrouiller');
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  await user.keyboard('{Enter}');
  expect(onlock).toHaveBeenCalledTimes(3);
});
