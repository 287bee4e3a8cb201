import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Palette from './Palette.svelte';
import type { FindingGroup } from './palette.svelte';

function palette(more: Record<string, unknown> = {}) {
  const opened: string[] = [];
  const onclose = vi.fn();
  const finding = (id: string, title: string) => ({ id, title, open: () => opened.push(id) });
  const search = vi.fn((text: string): Promise<FindingGroup[]> =>
    Promise.resolve([
      {
        id: 'member',
        label: 'Membres',
        findings: [finding('ca', `CA des Trois-Rivières ${text}`)],
      },
      { id: 'person', label: 'Personnes', findings: [finding('leo', 'Léo Rivierre')] },
    ]),
  );
  const commands = [finding('meeting', 'Nouvelle réunion'), finding('journal', 'Aller au journal')];
  render(Palette, { search, commands, onclose, ...more });
  return { opened, onclose, search, finding, user: userEvent.setup() };
}

const lines = () =>
  screen.getAllByRole('option').map((it) => it.textContent.trim().replace(/\s+/g, ' '));
const active = () => screen.getByRole('option', { selected: true }).textContent.trim();

test('nothing typed, the commands are there; and the field has the focus', async () => {
  const { search } = palette();
  await waitFor(() => expect(lines()).toEqual(['Nouvelle réunion Entrée', 'Aller au journal']));
  expect(screen.getByRole('combobox')).toHaveFocus();
  expect(search).not.toHaveBeenCalled();
});

test('what was typed in the top bar is searched at once', async () => {
  const { search } = palette({ text: 'r' });
  expect(screen.getByRole('combobox')).toHaveValue('r');
  await waitFor(() => expect(search).toHaveBeenCalledExactlyOnceWith('r'));
});

test('results are grouped, commands last, and the words found are marked', async () => {
  const { user } = palette();
  await user.keyboard('ré');
  await waitFor(() => expect(screen.getAllByRole('group')).toHaveLength(3));
  expect(screen.getAllByRole('group').map((it) => it.getAttribute('aria-labelledby'))).toEqual(
    ['member', 'person', 'commands'].map((id) => expect.stringContaining(id) as string),
  );
  expect(lines().at(-1)).toBe('Nouvelle réunion');
  expect(screen.getAllByText('ré', { selector: 'mark' })).not.toHaveLength(0);
});

test('the arrows go round and Enter opens', async () => {
  const { user, opened, onclose } = palette();
  await user.keyboard('ri');
  await waitFor(() => expect(active()).toContain('CA des Trois-Rivières ri'));
  await user.keyboard('{ArrowUp}');
  expect(active()).toContain('Léo Rivierre');
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(opened).toEqual(['leo']);
  expect(onclose).toHaveBeenCalledOnce();
});

test('Enter pressed before the answer opens the first of what was typed last', async () => {
  const opened: string[] = [];
  const answers: (() => void)[] = [];
  const late = (text: string) =>
    new Promise<FindingGroup[]>((resolve) => {
      const findings = [{ id: text, title: text, open: () => opened.push(text) }];
      answers.push(() => resolve([{ id: 'member', label: 'Membres', findings }]));
    });
  render(Palette, { search: late, commands: [], onclose: () => {} });
  const user = userEvent.setup();
  await user.keyboard('val{Enter}');
  expect(opened).toEqual([]);
  for (const answer of answers) answer();
  await waitFor(() => expect(opened).toEqual(['val']));
});

test('Esc leaves', async () => {
  const { user, onclose } = palette();
  await user.keyboard('{Escape}');
  expect(onclose).toHaveBeenCalledOnce();
});

test('a search that fails says so and leaves the commands', async () => {
  const { user } = palette({ search: () => Promise.reject(new Error('no')) });
  await user.keyboard('jour');
  await waitFor(() => expect(screen.getByText('La recherche a échoué.')).toBeInTheDocument());
  expect(lines()).toEqual(['Aller au journal Entrée']);
});
