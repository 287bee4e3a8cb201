import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Shortcuts from './Shortcuts.fixture.svelte';
import ShortcutsFollowing from './ShortcutsFollowing.fixture.svelte';

function page(more: Record<string, unknown> = {}) {
  const create = vi.fn();
  const undo = vi.fn();
  const redo = vi.fn();
  const find = vi.fn();
  const { unmount } = render(Shortcuts, { create, undo, redo, find, ...more });
  return { create, undo, redo, find, unmount };
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
  const { create, undo, redo, find } = page();
  const field = screen.getByRole('textbox');
  await key(field, 'n');
  await key(field, 'z', { ctrlKey: true });
  await key(field, 'Z', { ctrlKey: true, shiftKey: true });
  await key(field, 'y', { ctrlKey: true });
  expect(create).not.toHaveBeenCalled();
  expect(undo).not.toHaveBeenCalled();
  expect(redo).not.toHaveBeenCalled();
  await key(field, 'k', { ctrlKey: true });
  expect(find).toHaveBeenCalledOnce();
});

test('the keys of two habits do the same', async () => {
  const { undo, redo } = page();
  await key(document.body, 'Z', { ctrlKey: true, shiftKey: true });
  await key(document.body, 'y', { ctrlKey: true });
  expect(redo).toHaveBeenCalledTimes(2);
  expect(undo).not.toHaveBeenCalled();
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
  expect(screen.getByRole('list')).toHaveTextContent(/^Rechercher, Annuler, Rétablir$/);
});

test('what is in force is listed, here and everywhere', () => {
  page();
  expect(screen.getByRole('list')).toHaveTextContent(
    /^Nouveau membre, Rechercher, Annuler, Rétablir$/,
  );
});

test('the shortcuts of a page come with it, and those of the one before go', async () => {
  const create = vi.fn();
  render(ShortcutsFollowing, { create });
  await fireEvent.click(screen.getByRole('button', { name: 'Suivante' }));
  await key(document.body, 'n');
  expect(create).toHaveBeenCalledExactlyOnceWith('second');
});
