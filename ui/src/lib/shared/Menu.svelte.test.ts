import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Menu from './Menu.svelte';

function menu() {
  const edit = vi.fn();
  const remove = vi.fn();
  const items = [
    { label: 'Modifier', onselect: edit },
    { label: 'Retirer', onselect: remove },
  ];
  render(Menu, { label: 'Plus, sur Rocheclaire', items });
  return { edit, remove, user: userEvent.setup() };
}

const button = () => screen.getByRole('button', { name: 'Plus, sur Rocheclaire' });
// Without a layout the menu has no place, and what has no place is told as hidden and nameless.
const open = () => screen.findByRole('menu', { hidden: true });
const line = (label: string) => screen.findByText(label);
const gone = () => waitFor(() => expect(screen.queryByRole('menu', { hidden: true })).toBeNull());

test('a second line can be chosen right after the first', async () => {
  const { user, edit, remove } = menu();
  await user.click(button());
  await user.click(await line('Modifier'));
  await user.click(button());
  await user.click(await line('Retirer'));
  expect(edit).toHaveBeenCalledOnce();
  expect(remove).toHaveBeenCalledOnce();
});

test('an open menu keeps the pointer from nothing else', async () => {
  const { user } = menu();
  await user.click(button());
  await open();
  expect(document.body).not.toHaveStyle({ pointerEvents: 'none' });
  await user.click(button());
  await gone();
});

test('Esc closes the menu and gives the focus back to its button', async () => {
  const { user } = menu();
  button().focus();
  await user.keyboard('{Enter}');
  await open();
  await user.keyboard('{Escape}');
  await gone();
  await waitFor(() => expect(button()).toHaveFocus());
});

test('the keyboard opens the menu and chooses', async () => {
  const { user, remove } = menu();
  button().focus();
  await user.keyboard('{ArrowDown}');
  const list = await open();
  await waitFor(() => expect(list).toContainElement(document.activeElement as HTMLElement));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(remove).toHaveBeenCalledOnce();
  await gone();
});
