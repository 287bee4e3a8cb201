import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import Portion from './Portion.fixture.svelte';

const lines = (total: number) => Array.from({ length: total }, (_, at) => `ligne ${at + 1}`);

test('a short list is shown whole', () => {
  render(Portion, { lines: lines(20) });
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  expect(screen.queryByRole('button')).toBeNull();
});

test('of a long one the first lines are, until all are asked for; the keyboard goes on there', async () => {
  const user = userEvent.setup();
  render(Portion, { lines: lines(32) });
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  screen.getByRole('button', { name: 'Voir 12 autres' }).focus();
  await user.keyboard('{Enter}');
  expect(screen.getAllByRole('listitem')).toHaveLength(32);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByRole('link', { name: 'ligne 21' })).toHaveFocus();
});

test('one of thousands is shown by hundreds, however often it is asked', async () => {
  const user = userEvent.setup();
  render(Portion, { lines: lines(1_400) });
  await user.click(screen.getByRole('button', { name: 'Voir 500 autres' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(520);
  await user.click(screen.getByRole('button', { name: 'Voir 500 autres' }));
  await user.click(screen.getByRole('button', { name: 'Voir 380 autres' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(1_400);
  expect(screen.queryByRole('button')).toBeNull();
});
