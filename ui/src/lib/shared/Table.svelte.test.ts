import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Table from './Table.svelte';
import type { Column } from './columns';

interface Row {
  id: string;
  name: string;
}

const columns: Column<Row>[] = [
  { id: 'name', label: 'Organisation', text: (it) => it.name, by: (it) => it.name },
  { id: 'id', label: 'Numéro', text: (it) => it.id },
];

const rows = ['Rocheclaire', 'Valmont', 'Brévent'].map((name, at) => ({ id: `m${at}`, name }));

function table(more: Record<string, unknown> = {}) {
  const onselect = vi.fn<(row: Row) => void>();
  const onopen = vi.fn<(row: Row) => void>();
  const key = (it: Row) => it.id;
  render(Table<Row>, { label: 'Membres', rows, columns, key, onselect, onopen, ...more });
  return { onselect, onopen, user: userEvent.setup() };
}

const chosen = () =>
  screen
    .queryAllByRole('row', { selected: true })
    .map((it) => within(it).getAllByRole('cell')[0]?.textContent.trim());

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((it) => within(it).getAllByRole('cell')[0]?.textContent.trim());

test('the arrows go through the lines and stop at both ends', async () => {
  const { user, onselect } = table();
  await user.tab();
  expect(screen.getByRole('grid', { name: 'Membres' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(chosen()).toEqual(['Rocheclaire']);
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(chosen()).toEqual(['Brévent']);
  await user.keyboard('{Home}{ArrowUp}');
  expect(chosen()).toEqual(['Rocheclaire']);
  await user.keyboard('{End}');
  expect(onselect).toHaveBeenLastCalledWith(rows[2]);
});

test('the line that is active is told to a screen reader', async () => {
  const { user } = table();
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  const active = screen.getByRole('grid').getAttribute('aria-activedescendant');
  expect(active).not.toBeNull();
  expect(screen.getByRole('row', { selected: true })).toHaveAttribute('id', active ?? '');
});

test('Enter opens the line that is selected, and nothing when none is', async () => {
  const { user, onopen } = table();
  await user.tab();
  await user.keyboard('{Enter}');
  expect(onopen).not.toHaveBeenCalled();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onopen).toHaveBeenCalledExactlyOnceWith(rows[0]);
});

test('a click selects where a detail is shown beside, and opens where there is none', async () => {
  const { user, onselect, onopen } = table();
  await user.click(screen.getByText('Valmont'));
  expect(onselect).toHaveBeenCalledExactlyOnceWith(rows[1]);
  expect(onopen).not.toHaveBeenCalled();
});

test('a click opens where there is no detail', async () => {
  const { user, onopen } = table({ onselect: undefined });
  await user.click(screen.getByText('Valmont'));
  expect(onopen).toHaveBeenCalledExactlyOnceWith(rows[1]);
});

test('a head sorts, then the other way round, and says so', async () => {
  const { user } = table();
  const head = screen.getByRole('columnheader', { name: 'Organisation' });
  await user.click(within(head).getByRole('button'));
  expect(head).toHaveAttribute('aria-sort', 'ascending');
  expect(names()).toEqual(['Brévent', 'Rocheclaire', 'Valmont']);
  await user.click(within(head).getByRole('button'));
  expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(names()).toEqual(['Valmont', 'Rocheclaire', 'Brévent']);
  expect(
    within(screen.getByRole('columnheader', { name: 'Numéro' })).queryByRole('button'),
  ).toBeNull();
});

test('a column that is hidden is neither shown nor counted', () => {
  table({ hidden: ['id'] });
  expect(screen.getAllByRole('columnheader')).toHaveLength(1);
  expect(screen.getByRole('grid')).toHaveAttribute('aria-colcount', '1');
});

test('of a hundred thousand lines only those in sight are drawn, and all are counted', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => ({ id: `m${at}`, name: `Membre ${at}` }));
  table({ rows: many });
  expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '100001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getByText(/^100 000 lignes$/)).toBeInTheDocument();
});

test('a table among other things is no grid when nothing is selected in it', () => {
  render(Table<Row>, { label: 'Postes', rows, columns, key: (it: Row) => it.id, inset: true });
  expect(screen.getByRole('table', { name: 'Postes' })).not.toHaveAttribute('tabindex');
});
