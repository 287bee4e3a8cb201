import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Combobox, { type Option } from './Combobox.svelte';

const options: Option[] = [
  { value: 'm', label: 'Maud Le Guellec', note: 'CA des Trois-Rivières' },
  { value: 's', label: 'Samir Benali' },
  { value: 'l', label: 'Léo Rivierre' },
];

function people(more: Record<string, unknown> = {}) {
  const onchange = vi.fn();
  render(Combobox, { value: null, options, onchange, 'aria-label': 'Responsable', ...more });
  return { onchange, user: userEvent.setup(), field: screen.getByLabelText('Responsable') };
}

// A list without a place to stand, as in jsdom, is there but hidden.
const shown = () =>
  screen.queryAllByRole('option', { hidden: true }).map((it) => it.textContent.trim());

test('typing narrows the choices, accents or not, by label and by note', async () => {
  const { user, field } = people();
  await user.type(field, 'rivi');
  await waitFor(() =>
    expect(shown()).toEqual(['Maud Le Guellec CA des Trois-Rivières', 'Léo Rivierre']),
  );
});

test('the arrows choose and Enter takes, without leaving the field', async () => {
  const { user, field, onchange } = people();
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('s', options[1]);
  expect(field).toHaveValue('Samir Benali');
  expect(field).toHaveFocus();
});

test('what was typed half-way means what the field meant before', async () => {
  const { user, field, onchange } = people({ value: 'l' });
  expect(field).toHaveValue('Léo Rivierre');
  await user.clear(field);
  await user.type(field, 'sam');
  await user.tab();
  expect(field).toHaveValue('Léo Rivierre');
  expect(onchange).not.toHaveBeenCalled();
});

test('a field that was emptied means nobody', async () => {
  const { user, field, onchange } = people({ value: 'l' });
  await user.clear(field);
  await user.tab();
  expect(onchange).toHaveBeenCalledExactlyOnceWith(null, undefined);
});

test('what is not there can be created from where it is typed', async () => {
  const create = vi.fn((text: string) => Promise.resolve(`new-${text}`));
  const { user, field, onchange } = people({ create });
  await user.type(field, 'Inès Caradec');
  await waitFor(() => expect(shown()).toEqual(['Créer «\u202fInès Caradec\u202f»']));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(onchange).toHaveBeenCalledOnce());
  expect(create).toHaveBeenCalledExactlyOnceWith('Inès Caradec');
  expect(field).toHaveValue('Inès Caradec');
});

test('an answer that comes late does not take the place of a later one', async () => {
  const answers: Record<string, (found: Option[]) => void> = {};
  const search = (text: string) =>
    new Promise<Option[]>((resolve) => {
      answers[text] = resolve;
    });
  const { user, field } = people({ options: [], search });
  await user.type(field, 'sa');
  answers['sa']?.([{ value: 's', label: 'Samir Benali' }]);
  answers['s']?.([{ value: 'x', label: 'Sœur Anne' }]);
  await waitFor(() => expect(shown()).toEqual(['Samir Benali']));
});
