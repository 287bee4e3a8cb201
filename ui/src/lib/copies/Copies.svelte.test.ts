import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type {
  CheckReport,
  CopiesPage,
  Insight,
  JournalLine,
  WorkProgress,
} from '$lib/ipc/bindings';
import { toasts } from '$lib/shared';
import Copies from './Copies.svelte';
import Rescue from './Rescue.svelte';
import Restored from './Restored.svelte';
import { restored } from './restored.svelte';
import { copy, line, page } from './samples';

const rust = vi.hoisted(() => ({
  copies: vi.fn(),
  makeCopy: vi.fn(),
  checkClub: vi.fn(),
  stopWork: vi.fn(),
  chooseCopyPlace: vi.fn(),
  usualCopyPlace: vi.fn(),
  keepCopies: vi.fn(),
  lookIntoCopy: vi.fn(),
  restoreCopy: vi.fn(),
  removeCopy: vi.fn(),
}));
const progress = vi.hoisted(() => ({ tell: (_: { payload: WorkProgress }) => {} }));
vi.mock('$lib/ipc/bindings', () => ({
  commands: rust,
  events: {
    workProgress: {
      listen: (hear: (event: { payload: WorkProgress }) => void) => {
        progress.tell = hear;
        return Promise.resolve(() => {});
      },
    },
  },
}));
vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn(() => Promise.resolve()) }));

const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const failed = (error: object) => Promise.resolve({ status: 'error', error });

/** A call that ends when it is told to. */
function slow() {
  let end: (answer: object) => void = () => {};
  const call = new Promise((answer) => (end = answer));
  return { call: () => call, end: (answer: object) => end(answer) };
}

const words = createRawSnippet<[JournalLine]>((it) => ({
  render: () => `<span>Note ajoutée · ${it().subject}</span>`,
}));

const TALLY = {
  organisations: 96,
  people: 210,
  conventions: 41,
  meetings: 12,
  documents: 58,
  operations: 4_482,
};
const insight = (more: Partial<Insight> = {}): Insight => ({
  tally: TALLY,
  lost: 0,
  regained: 0,
  lines: [],
  ...more,
});

let onlook = vi.fn();

function show(copies: CopiesPage = page(), writable = true) {
  onlook = vi.fn(() => Promise.resolve());
  const shown = render(Copies, { copies, writable, line: words, onlook });
  return { user: userEvent.setup(), ...shown };
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const told = () => toasts.all.map((it) => it.text);

beforeEach(() => {
  vi.clearAllMocks();
  for (const call of Object.values(rust)) call.mockImplementation(() => ok(page()));
  rust.stopWork.mockImplementation(() => ok(null));
  rust.lookIntoCopy.mockImplementation(() => ok(insight()));
});
afterEach(() => {
  toasts.clear();
  restored.last = undefined;
});

test('a copy tells how far it is, and can be stopped', async () => {
  const work = slow();
  rust.makeCopy.mockImplementation(work.call);
  const { user } = show();
  await user.click(button('Copier et vérifier maintenant'));
  expect(button('Copier et vérifier maintenant')).toBeDisabled();
  progress.tell({ payload: { kind: 'copying', done: 31, total: 124 } });
  const bar = await screen.findByRole('progressbar', { name: 'Copie du club' });
  expect(bar).toHaveAttribute('aria-valuenow', '25');
  progress.tell({ payload: { kind: 'pages' } });
  await screen.findByRole('progressbar', { name: 'Relecture de chaque page du fichier' });
  progress.tell({ payload: { kind: 'documents', done: 12, total: 240 } });
  expect(await screen.findByText('12 pièces sur 240')).toBeVisible();

  await user.click(button('Arrêter'));
  expect(rust.stopWork).toHaveBeenCalledOnce();
  work.end({ status: 'error', error: { code: 'stopped' } });
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  expect(told()).toEqual(['Arrêté\u202f: rien n’a été changé.']);
  expect(toasts.all[0]?.failed).toBe(false);
  expect(onlook).toHaveBeenCalledOnce();
});

test('a copy that the club makes by itself is shown until it has ended', async () => {
  vi.useFakeTimers();
  try {
    const { rerender } = show(page({ working: { kind: 'copying', done: 1, total: 2 } }));
    expect(screen.getByRole('progressbar')).toBeVisible();
    expect(button('Copier et vérifier maintenant')).toBeDisabled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(onlook).toHaveBeenCalledOnce();
    await rerender({ copies: page() });
    expect(screen.queryByRole('progressbar')).toBeNull();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(onlook).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});

test('copies on the disk of the club are said to be lost with it', async () => {
  const { rerender } = show(page({ place: null, same_disk: true }));
  expect(screen.getByText(/si ce disque tombe en panne, tout est perdu/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Revenir au dossier habituel' })).toBeNull();
  await rerender({ copies: page() });
  expect(screen.queryByText(/tombe en panne/)).toBeNull();
  expect(screen.getByText(/^Dans le dossier «\sSauvegardes du club\s»$/)).toBeVisible();
  expect(screen.getByText(/Place prise\s: 8,4/)).toBeVisible();
});

test('a copy that failed says why, and when the last good one was made', () => {
  const failure = { code: 'copy_place_missing' as const, folder: 'USB' };
  show(
    page({
      last: { kind: 'failed', at: '2026-11-24T08:00:00Z', failure, good: '2026-11-20T08:00:00Z' },
    }),
  );
  expect(screen.getByText(/La copie du 24\/11\/2026 .* a échoué/)).toBeVisible();
  expect(screen.getByText(/branchez son disque ou rejoignez son partage/)).toBeVisible();
  expect(screen.getByText(/La dernière bonne copie est du 20\/11\/2026/)).toBeVisible();
});

test('how many copies are kept is three whole numbers', async () => {
  const { user } = show();
  const days = screen.getByLabelText('Jours');
  await user.clear(days);
  await user.type(days, 'huit');
  await user.click(button('Enregistrer'));
  expect(days).toHaveAccessibleDescription('Un nombre entier, de 1 à 99.');
  expect(rust.keepCopies).not.toHaveBeenCalled();
  await user.clear(days);
  await user.type(days, '10');
  await user.click(button('Enregistrer'));
  expect(rust.keepCopies).toHaveBeenCalledExactlyOnceWith({ days: 10, weeks: 5, months: 12 });
  expect(onlook).toHaveBeenCalledOnce();
});

test('what a restore set aside is told apart from the copies', () => {
  show(page({ copies: [copy('24'), copy('23', { copy: { kind: 'replaced', name: 'aside' } })] }));
  const [first, second] = within(screen.getByRole('list', { name: 'Les copies' })).getAllByRole(
    'listitem',
  );
  expect(first).not.toHaveTextContent('Mise de côté');
  expect(second).toHaveTextContent('Mise de côté par un rétablissement');
});

test('a copy is deleted once a word is typed', async () => {
  const { user } = show();
  await user.click(button(/^Supprimer la copie du 23\/11\/2026/));
  await user.type(screen.getByLabelText(/effacer/), 'effacer');
  await user.click(button('Supprimer la copie'));
  expect(rust.removeCopy).toHaveBeenCalledExactlyOnceWith({ kind: 'made', name: 'club-23' });
});

test('what is found in the file is said with what to do about it', async () => {
  const report: CheckReport = {
    at: '2026-11-24T08:00:00Z',
    sound: false,
    pages: [12, 45],
    structure: [],
    references: ['meeting 3'],
    documents: [{ sha256: 'ab', names: ['Convention 2026-014.pdf'] }],
  };
  const { user, rerender } = show();
  await user.click(button('Vérifier le fichier du club'));
  expect(rust.checkClub).toHaveBeenCalledOnce();
  await rerender({ copies: page({ checked: report }) });
  expect(screen.getByText('Convention 2026-014.pdf')).toBeVisible();
  expect(screen.getByText(/redemandez-les au membre/)).toBeVisible();
  expect(screen.getByText(/^2\spages illisibles/)).toBeVisible();
  expect(screen.getByText(/corrigez ces fiches/)).toBeVisible();
  expect(screen.queryByText(/tables ou leurs index/)).toBeNull();
  await rerender({
    copies: page({ checked: { ...report, sound: true, pages: [], references: [], documents: [] } }),
  });
  expect(screen.getByText(/rien n’est abîmé/)).toBeVisible();
});

test('a copy shows what it holds and what would be lost, before anything is done', async () => {
  rust.lookIntoCopy.mockImplementation(() =>
    ok(insight({ lost: 14, regained: 3, lines: [line(14), line(13)] })),
  );
  const { user } = show();
  await user.click(button(/^Rétablir la copie du 24\/11\/2026/));
  const dialog = await screen.findByRole('dialog');
  expect(
    await within(dialog).findByText(/^14\sopérations faites depuis seraient perdues\.$/),
  ).toBeVisible();
  expect(within(dialog).getByText('Note ajoutée · Organisation 14')).toBeVisible();
  expect(within(dialog).getByText(/^et 12\sautres plus anciennes$/)).toBeVisible();
  expect(within(dialog).getByText(/contient 3\sopérations que le club n’a pas/)).toBeVisible();
  expect(within(dialog).getByText('96')).toBeVisible();
  expect(rust.lookIntoCopy).toHaveBeenCalledExactlyOnceWith(
    { kind: 'made', name: 'club-24' },
    null,
  );
  expect(rust.restoreCopy).not.toHaveBeenCalled();
});

test('a copy from before the change of key asks for the passphrase of that time', async () => {
  rust.lookIntoCopy
    .mockImplementationOnce(() => failed({ code: 'key_not_kept' }))
    .mockImplementationOnce(() => failed({ code: 'wrong_passphrase' }))
    .mockImplementation(() => ok(insight()));
  rust.restoreCopy.mockImplementation(() => ok({ kind: 'replaced', name: 'aside' }));
  const { user } = show();
  await user.click(button(/^Rétablir la copie du 24\/11\/2026/));
  const secret = await screen.findByLabelText('Phrase secrète d’alors');
  expect(screen.getByText('Cette copie date d’avant le changement de clé.')).toBeVisible();
  await waitFor(() => expect(secret).toHaveFocus());
  await user.type(secret, 'phare{Enter}');
  await waitFor(() =>
    expect(secret).toHaveAccessibleDescription('Ce n’est pas la phrase secrète de ce club.'),
  );
  await user.clear(secret);
  await user.type(secret, 'lanterne{Enter}');
  await screen.findByText(/aucune opération n’a été faite depuis/);
  await user.click(button(/^Rétablir cette copie/));
  expect(rust.restoreCopy).toHaveBeenCalledExactlyOnceWith(
    { kind: 'made', name: 'club-24' },
    'lanterne',
  );
});

test('a restore tells how far it is, and can be stopped', async () => {
  const work = slow();
  rust.restoreCopy.mockImplementation(work.call);
  const { user } = show();
  await user.click(button(/^Rétablir la copie du 24\/11\/2026/));
  await user.click(await screen.findByRole('button', { name: /^Rétablir cette copie/ }));
  progress.tell({ payload: { kind: 'pages' } });
  await within(screen.getByRole('dialog')).findByRole('progressbar');
  await user.click(button('Arrêter'));
  expect(rust.stopWork).toHaveBeenCalledOnce();
  work.end({ status: 'error', error: { code: 'stopped' } });
  expect(await screen.findByRole('alert')).toHaveTextContent('rien n’a été changé');
  expect(restored.last).toBeUndefined();
});

test('a restore is said until it is closed, and can be taken back', async () => {
  rust.restoreCopy.mockImplementationOnce(() => ok({ kind: 'replaced', name: 'aside' }));
  rust.restoreCopy.mockImplementationOnce(() => ok({ kind: 'replaced', name: 'again' }));
  const { user } = show();
  render(Restored);
  toasts.done('Note ajoutée', () => {});
  await user.click(button(/^Rétablir la copie du 24\/11\/2026/));
  await user.click(await screen.findByRole('button', { name: /^Rétablir cette copie/ }));
  expect(
    await screen.findByText(/Le club est rétabli tel qu’il était le 24\/11\/2026/),
  ).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(told()).toEqual([]);

  await user.click(button('Revenir à ce qui était là'));
  expect(rust.restoreCopy).toHaveBeenLastCalledWith({ kind: 'replaced', name: 'aside' }, null);
  expect(await screen.findByText(/Le rétablissement est annulé/)).toBeVisible();
  await user.click(button('Fermer'));
  expect(screen.queryByText(/Le rétablissement est annulé/)).toBeNull();
});

test('a club that does not open is restored from where its copies are', async () => {
  rust.restoreCopy.mockImplementation(() => ok({ kind: 'replaced', name: 'aside' }));
  const onleave = vi.fn();
  render(Rescue, { line: words, onleave });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /^Rétablir la copie du 23\/11/ }));
  expect(await screen.findByText(/ne peut pas être compté/)).toBeVisible();
  expect(screen.queryByText(/aucune opération/)).toBeNull();
  await user.click(button(/^Rétablir cette copie/));
  await waitFor(() => expect(onleave).toHaveBeenCalledOnce());
});

test('where no copy is found, another place can be looked at', async () => {
  rust.copies.mockImplementation(() => ok(page({ copies: [] })));
  render(Rescue, { line: words, onleave: () => {} });
  const user = userEvent.setup();
  await screen.findByText(/Aucune copie n’a été trouvée/);
  await user.click(button('Choisir un autre endroit…'));
  expect(await screen.findAllByRole('listitem')).toHaveLength(2);
});
