import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { habits, lock } from '$lib/frame';
import { recall } from '$lib/ipc';
import type { ClubState } from '$lib/ipc/bindings';
import { toasts } from '$lib/shared';
import Layout from './+layout.svelte';

const rust = vi.hoisted(() => ({
  club: vi.fn(),
  lockClub: vi.fn(),
  unlockClub: vi.fn(),
  reopenClub: vi.fn(),
  chooseClub: vi.fn(),
  waiting: vi.fn(),
  today: vi.fn(),
  members: vi.fn(),
  conventions: vi.fn(),
  meetings: vi.fn(),
  actions: vi.fn(),
  copies: vi.fn(),
  savePreferences: vi.fn(),
}));
vi.mock('$lib/ipc/bindings', () => {
  const silent = { listen: () => Promise.resolve(() => {}) };
  return { commands: rust, events: new Proxy({}, { get: () => silent }) };
});
const router = vi.hoisted(() => ({ invalidateAll: vi.fn() }));
vi.mock('$app/navigation', () => ({
  afterNavigate: vi.fn(),
  beforeNavigate: vi.fn(),
  goto: vi.fn(),
  invalidate: vi.fn(),
  invalidateAll: router.invalidateAll,
}));
vi.mock('$app/state', () => ({
  page: { url: new URL('http://cercle/members/m1'), error: null },
  navigating: {},
}));

const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });

const open: Extract<ClubState, { kind: 'open' }> = {
  kind: 'open',
  id: 'c1',
  demo: false,
  read_only: false,
  key_kept: true,
  no_room: false,
  aftermath: null,
  ground: { share: false, synchronised_by: null, conflict_copies: [], open_to_others: false },
  today: '2026-11-24',
};
const locked: ClubState = { kind: 'shut', failure: { code: 'locked' } };

const member = createRawSnippet(() => ({ render: () => '<h1>Université de Valmont</h1>' }));

/** The window, whose router answers what the club says. */
function show(club: ClubState = open) {
  let now = club;
  const dataOf = (club: ClubState) => ({
    club,
    today: '2026-11-24',
    day: '2026-11-24',
    writable: club.kind === 'open' && !club.read_only,
  });
  const shown = render(Layout, { data: dataOf(club), children: member } as never);
  router.invalidateAll.mockImplementation(() => shown.rerender({ data: dataOf(now) } as never));
  return { user: userEvent.setup(), becomes: (to: ClubState) => (now = to) };
}

const lockKeys = () =>
  fireEvent.keyDown(document.body, { key: 'L', ctrlKey: true, shiftKey: true });

beforeEach(() => {
  vi.clearAllMocks();
  rust.club.mockImplementation(() => ok(open));
  for (const list of [rust.today, rust.conventions, rust.meetings, rust.actions]) {
    list.mockImplementation(() => ok([]));
  }
  rust.waiting.mockImplementation(() => ok({ today: 11 }));
  rust.members.mockImplementation(() => ok([{ name: 'Université de Valmont' }]));
  rust.savePreferences.mockImplementation(() => ok(null));
  lock.keep = () => Promise.resolve(true);
  habits.restore({ name: '', lockAfter: 0 });
});
afterEach(() => {
  toasts.clear();
  vi.useRealTimers();
});

test('a window that locks shows nothing of the club, and comes back to where one was', async () => {
  const { user, becomes } = show();
  document.title = 'Université de Valmont · Cercle';
  toasts.done('Note ajoutée à Université de Valmont');
  await recall(rust.members, '2026-11-24');
  rust.lockClub.mockImplementation(() => {
    becomes(locked);
    return ok(locked);
  });
  await lockKeys();

  const secret = await screen.findByLabelText('Phrase secrète');
  expect(screen.getByRole('heading', { name: 'Le club est verrouillé' })).toBeVisible();
  await waitFor(() => expect(secret).toHaveFocus());
  expect(document.body).not.toHaveTextContent('Valmont');
  expect(document.title).toBe('Cercle');
  expect(toasts.all).toEqual([]);
  const before = rust.members.mock.calls.length;
  await recall(rust.members, '2026-11-24');
  expect(rust.members).toHaveBeenCalledTimes(before + 1);

  rust.unlockClub.mockImplementationOnce(() => {
    becomes({ kind: 'shut', failure: { code: 'wrong_passphrase' } });
    return ok(null);
  });
  await user.keyboard('phare{Enter}');
  await waitFor(() => expect(secret).toBeInvalid());
  expect(screen.getByRole('heading', { name: 'Le club est verrouillé' })).toBeVisible();
  rust.unlockClub.mockImplementationOnce(() => {
    becomes(open);
    return ok(open);
  });
  await user.type(secret, 'lanterne{Enter}');
  expect(await screen.findByRole('heading', { name: 'Université de Valmont' })).toBeVisible();
});

test('nothing of the club is drawn while its pages have not heard yet that it is locked', async () => {
  show();
  let hear: () => void = () => {};
  router.invalidateAll.mockImplementation(() => new Promise<void>((it) => (hear = it)));
  rust.lockClub.mockImplementation(() => ok(locked));
  await lockKeys();
  await screen.findByRole('heading', { name: 'Le club est verrouillé' });
  expect(document.body).not.toHaveTextContent('Valmont');
  hear();
  await waitFor(() => expect(lock.closed).toBe(false));
});

test('what is typed is kept first, and the window locks only once it is', async () => {
  const { becomes } = show();
  rust.lockClub.mockImplementation(() => {
    becomes(locked);
    return ok(locked);
  });
  lock.keep = () => Promise.resolve(false);
  await lock.now();
  expect(rust.lockClub).not.toHaveBeenCalled();
  expect(toasts.all.map((it) => it.text)).toEqual([
    expect.stringContaining('n’est pas encore gardé'),
  ]);
  lock.keep = vi.fn(() => Promise.resolve(true));
  await lock.now();
  expect(lock.keep).toHaveBeenCalledOnce();
  expect(rust.lockClub).toHaveBeenCalledOnce();
});

test.each([
  [false, 1],
  [true, 0],
])(
  'after the absence that was chosen the window locks; a demonstration (%s) never',
  async (demo, n) => {
    vi.useFakeTimers();
    rust.lockClub.mockImplementation(() => ok(locked));
    show({ ...open, demo });
    router.invalidateAll.mockImplementation(() => Promise.resolve());
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(rust.lockClub).not.toHaveBeenCalled();
    await fireEvent.pointerMove(document.body);
    habits.restore({ name: '', lockAfter: 10 });
    await vi.advanceTimersByTimeAsync(595_000);
    expect(rust.lockClub).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(rust.lockClub).toHaveBeenCalledTimes(n);
  },
);

test('a club that is damaged offers the way back to a copy', async () => {
  rust.copies.mockImplementation(() => ok({ copies: [] }));
  const { user } = show({ kind: 'shut', failure: { code: 'database_damaged' } });
  await user.click(screen.getByRole('button', { name: 'Rétablir une copie…' }));
  expect(await screen.findByText(/Aucune copie n’a été trouvée/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Revenir' }));
  expect(screen.getByRole('heading', { name: 'Le club ne s’ouvre pas' })).toBeVisible();
});

test('where there is no room to write, the club is read and tried again', async () => {
  const { user, becomes } = show({ ...open, read_only: true, no_room: true });
  expect(screen.getByRole('alert')).toHaveTextContent('Le disque est plein');
  expect(screen.queryByText(/dossier du club ne peut pas être modifié/)).toBeNull();
  rust.reopenClub.mockImplementation(() => {
    becomes(open);
    return ok(open);
  });
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  await waitFor(() => expect(screen.queryByText(/Le disque est plein/)).toBeNull());
});

test.each([
  [0, 'status', 'Aucune opération n’a été perdue.'],
  [3, 'alert', '3\u00a0opérations ont été perdues'],
])(
  'after an abrupt end, what was lost (%s) is said until it is closed',
  async (lost, role, words) => {
    const { user } = show({ ...open, id: `c-${lost}`, aftermath: { operations_lost: lost } });
    const said = screen.getByText((text) => text.includes(words.replaceAll('\u00a0', ' ')), {
      normalizer: (text) => text.replaceAll('\u00a0', ' '),
    });
    expect(said.closest(`[role=${role}]`)).not.toBeNull();
    await user.click(screen.getByRole('button', { name: 'Fermer' }));
    expect(screen.queryByText(/arrêté brusquement/)).toBeNull();
  },
);
