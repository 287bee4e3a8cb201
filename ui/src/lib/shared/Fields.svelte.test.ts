import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Fields from './Fields.fixture.svelte';

function form(more: Record<string, unknown> = {}) {
  const onsubmit = vi.fn();
  render(Fields, { onsubmit, ...more });
  return { onsubmit, user: userEvent.setup() };
}

const name = () => screen.getByLabelText('Organisation');
const due = () => screen.getByLabelText('Échéance');

test('a field names its control and describes it with its help', () => {
  form();
  expect(name()).toHaveAccessibleDescription('Nom officiel, tel qu’il signe');
  expect(name()).toBeRequired();
  expect(name()).not.toHaveAttribute('aria-invalid');
});

test('an error from outside takes the place of the help, at once', () => {
  form({ error: 'Ce nom est pris.' });
  expect(name()).toBeInvalid();
  expect(name()).toHaveAccessibleDescription('Ce nom est pris.');
});

test('what was refused is over once something else is typed, until it is sent again', async () => {
  const { user, onsubmit } = form({ refused: 'Ce nom est pris.' });
  expect(name()).toHaveAccessibleDescription('Ce nom est pris.');
  await user.type(name(), 'V');
  expect(name()).toHaveAccessibleDescription('Nom officiel, tel qu’il signe');
  await user.keyboard('{Enter}');
  expect(onsubmit).toHaveBeenCalledOnce();
  expect(name()).toHaveAccessibleDescription('Ce nom est pris.');
});

test('a choice that is missing is said beside what else is, and takes the focus in its turn', async () => {
  const { user, onsubmit } = form({ kinds: [{ value: 'library', label: 'Bibliothèque' }] });
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  const kind = screen.getByRole('combobox', { name: 'Nature' });
  for (const it of [name(), kind]) expect(it).toHaveAccessibleDescription('À remplir.');
  await user.type(name(), 'Valmont{Enter}');
  expect(onsubmit).not.toHaveBeenCalled();
  expect(kind).toHaveFocus();
});

test('what is missing stops the form, is said, and takes the focus', async () => {
  const { user, onsubmit } = form();
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(onsubmit).not.toHaveBeenCalled();
  expect(name()).toHaveFocus();
  expect(name()).toHaveAccessibleDescription('À remplir.');
  await user.type(name(), 'V');
  expect(name()).not.toHaveAttribute('aria-invalid');
});

test('Enter saves, with the day that was read', async () => {
  const { user, onsubmit } = form();
  await user.type(name(), 'Valmont');
  await user.type(due(), '+90j{Enter}');
  expect(onsubmit).toHaveBeenCalledExactlyOnceWith({ name: 'Valmont', due: '2027-02-21' });
});

test('the reading of a day stands beside it while it is typed, and in its place once it is left', async () => {
  const { user } = form();
  await user.type(due(), '30 juin');
  expect(screen.getByText('30/06/2026')).toBeVisible();
  await user.tab();
  expect(due()).toHaveValue('30/06/2026');
  expect(screen.queryByText('30/06/2026')).toBeNull();
});

test('a day that cannot be read is said once it is left, not while it is typed, and stops the form', async () => {
  const { user, onsubmit } = form();
  await user.type(name(), 'Valmont');
  await user.type(due(), '31 février');
  expect(due()).not.toHaveAttribute('aria-invalid');
  await user.tab();
  expect(due()).toHaveAccessibleDescription('Le 31 février n’existe pas.');
  expect(due()).toHaveValue('31 février');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(onsubmit).not.toHaveBeenCalled();
  expect(due()).toHaveFocus();
});

test('a value that comes from outside is shown, and typing over it empties it first', async () => {
  const { user, onsubmit } = form({ due: '2026-06-30' });
  expect(due()).toHaveValue('30/06/2026');
  await user.type(name(), 'Valmont');
  await user.clear(due());
  await user.type(due(), '{Enter}');
  expect(onsubmit).toHaveBeenCalledExactlyOnceWith({ name: 'Valmont', due: null });
});

test('Enter pressed twice saves once', async () => {
  let finish: () => void = () => {};
  const onsubmit = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  render(Fields, { onsubmit });
  const user = userEvent.setup();
  await user.type(name(), 'Valmont{Enter}{Enter}');
  expect(onsubmit).toHaveBeenCalledOnce();
  finish();
});

test('Esc leaves', async () => {
  const onleave = vi.fn();
  const { user } = form({ onleave });
  await user.type(name(), 'V{Escape}');
  expect(onleave).toHaveBeenCalledOnce();
});
