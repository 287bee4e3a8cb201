import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Shortcuts from './Shortcuts.fixture.svelte';

function page(more: Record<string, unknown> = {}) {
  const create = vi.fn();
  const undo = vi.fn();
  const find = vi.fn();
  const { unmount } = render(Shortcuts, { create, undo, find, ...more });
  return { create, undo, find, unmount };
}

const key = (target: Element, name: string, held: KeyboardEventInit = {}) =>
  fireEvent.keyDown(target, { key: name, ...held });

test('a page does what its keys say, as long as it is there', async () => {
  const { create, unmount } = page();
  await key(document.body, 'n');
  expect(create).toHaveBeenCalledOnce();
  unmount();
  await key(document.body, 'n');
  expect(create).toHaveBeenCalledOnce();
});

test('a letter that is written is no shortcut, and Ctrl+Z there takes back the letter', async () => {
  const { create, undo, find } = page();
  const field = screen.getByRole('textbox');
  await key(field, 'n');
  await key(field, 'z', { ctrlKey: true });
  expect(create).not.toHaveBeenCalled();
  expect(undo).not.toHaveBeenCalled();
  await key(field, 'k', { ctrlKey: true });
  expect(find).toHaveBeenCalledOnce();
});

test('behind a dialog nothing is done', async () => {
  const { create } = page({ asking: true });
  await key(document.body, 'n');
  expect(create).not.toHaveBeenCalled();
});

test('what cannot be done just now is neither done nor listed', async () => {
  const { create } = page({ writable: false });
  await key(document.body, 'n');
  expect(create).not.toHaveBeenCalled();
  expect(screen.getByRole('list')).toHaveTextContent(/^Rechercher, Annuler$/);
});

test('what is in force is listed, here and everywhere', () => {
  page();
  expect(screen.getByRole('list')).toHaveTextContent(/^Nouveau membre, Rechercher, Annuler$/);
});
