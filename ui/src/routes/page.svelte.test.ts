import { render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { LastCopy } from '$lib/ipc/bindings';
import Today from './+page.svelte';

const rust = vi.hoisted(() => ({ copies: vi.fn() }));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));
vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn(), goto: vi.fn() }));

const figure = { now: 96, year: [90, 96] };
const page = {
  lines: [],
  done: [],
  meetings: [],
  members: figure,
  conventions: figure,
  actions: figure,
};

function show(last: LastCopy, club: object = {}, writable = true) {
  rust.copies.mockImplementation(() => Promise.resolve({ status: 'ok', data: { last } }));
  const ground = {
    share: false,
    synchronised_by: null,
    conflict_copies: [],
    open_to_others: false,
  };
  const open = { kind: 'open', id: 'c1', demo: false, ground, ...club };
  const data = { page, day: '2026-11-24', today: '2026-11-24', club: open, writable };
  render(Today, { data } as never);
}

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const line = () => screen.queryByText(/^La dernière copie/);

beforeEach(() => void vi.clearAllMocks());

test('a copy that is old is told of before the work, with the way to the copies', async () => {
  show({ kind: 'good', at: ago(5) });
  expect(
    await screen.findByText('La dernière copie relue a été faite il y a 5 jours'),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Voir les copies' })).toHaveAttribute('href', '/copies');
});

test('a copy that failed says why', async () => {
  show({ kind: 'failed', at: ago(0), failure: { code: 'disk_full' }, good: ago(1) });
  expect(await screen.findByText(/a échoué\. Le disque est plein/)).toBeVisible();
});

test('nothing is told when all is well', async () => {
  show({ kind: 'good', at: ago(1) });
  await waitFor(() => expect(rust.copies).toHaveBeenCalledOnce());
  expect(line()).toBeNull();
});

test.each([
  ['a demonstration', { demo: true }, true],
  ['a club that is only read', {}, false],
])('%s is not asked for copies', (_, club, writable) => {
  show({ kind: 'good', at: ago(30) }, club, writable);
  expect(rust.copies).not.toHaveBeenCalled();
  expect(line()).toBeNull();
});

test('conflict copies beside the club are named', async () => {
  const ground = {
    share: false,
    synchronised_by: 'Nuage',
    conflict_copies: ['club (conflit).db'],
    open_to_others: false,
  };
  show({ kind: 'none' }, { ground });
  expect(await screen.findByText(/club \(conflit\)\.db/)).toBeVisible();
});
