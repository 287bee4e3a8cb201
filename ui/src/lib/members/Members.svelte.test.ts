import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import CreateDialog from './CreateDialog.svelte';
import DepartureDialog from './DepartureDialog.svelte';
import MemberList from './MemberList.svelte';
import PeriodDialog from './PeriodDialog.svelte';
import type { Filter } from './filters';
import { line } from './samples';

const rust = vi.hoisted(() => ({
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
  registerNumber: vi.fn(),
  exportList: vi.fn(),
}));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));

const today = '2026-11-24';
const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const refused = (refusal: object) =>
  Promise.resolve({ status: 'error', error: { code: 'refused', with: refusal, detail: '' } });

beforeEach(() => {
  vi.clearAllMocks();
  rust.draft.mockImplementation(() => ok(null));
  rust.saveDraft.mockImplementation(() => ok(null));
  rust.discardDraft.mockImplementation(() => ok(null));
  rust.execute.mockImplementation(() => ok({ operation: 7 }));
  rust.registerNumber.mockImplementation((text: string) => ok(text));
  rust.exportList.mockImplementation(() => ok(true));
});

const sent = () => rust.execute.mock.calls.map(([command]) => command as object);
const field = (name: string | RegExp) => screen.getByRole('textbox', { name });
const press = (name: string | RegExp) => screen.getByRole('button', { name });

function create() {
  const acts = { onclose: vi.fn(), ondone: vi.fn() };
  render(CreateDialog, { groups: [], today, ...acts });
  return { ...acts, user: userEvent.setup() };
}

/** Chooses a kind as a keyboard does: by the first letters of its name. */
async function chooseKind(user: ReturnType<typeof userEvent.setup>, kind: string) {
  screen.getByLabelText('Nature').focus();
  await user.keyboard(kind.slice(0, 4));
  await waitFor(() => expect(screen.getByLabelText('Nature')).toHaveTextContent(kind));
}

test('a member is created with its kind and the day it came', async () => {
  const { user, ondone } = create();
  await user.type(field('Nom'), 'Université de Valmont');
  await chooseKind(user, 'Université ou recherche');
  await user.type(field('Membre depuis'), '14/3/2022{Enter}');
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(sent()).toEqual([
    {
      kind: 'create_organisation',
      id: ondone.mock.calls[0]?.[0],
      organisation: {
        name: 'Université de Valmont',
        legal_name: null,
        kind: 'research',
        register_number: null,
        parent: null,
      },
      membership: {
        id: expect.any(String),
        arrived: { earliest: '2022-03-14', latest: '2022-03-14' },
        left: null,
      },
    },
  ]);
  expect(rust.discardDraft).toHaveBeenCalledWith('organisation:new');
});

test('what nobody said of it is asked, and nothing is sent', async () => {
  const { user } = create();
  await user.type(field('Nom'), 'Valmont');
  await user.type(field('Membre depuis'), '14/3/2022{Enter}');
  expect(await screen.findByText('À remplir.')).toBeVisible();
  expect(rust.execute).not.toHaveBeenCalled();
});

test('an organisation may be known without being a member', async () => {
  const { user, ondone } = create();
  await user.type(field('Nom'), 'Valmont');
  await chooseKind(user, 'Association');
  await user.click(screen.getByRole('checkbox', { name: /sans en être membre/ }));
  expect(screen.queryByRole('textbox', { name: 'Membre depuis' })).toBeNull();
  await user.click(press(/Créer le membre/));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(sent()).toMatchObject([{ membership: null }]);
});

test('a name that is taken is said beside it, and what was typed stays', async () => {
  const { user, ondone } = create();
  rust.execute.mockImplementation(() => refused({ code: 'name_taken', name: 'Valmont' }));
  await user.type(field('Nom'), 'valmont');
  await chooseKind(user, 'Association');
  await user.type(field('Membre depuis'), '14/3/2022{Enter}');
  await waitFor(() => expect(field('Nom')).toHaveAccessibleDescription(/existe déjà/));
  expect(field('Nom')).toHaveValue('valmont');
  expect(ondone).not.toHaveBeenCalled();
});

test('a SIREN is checked as it is typed; digits to come are no mistake', async () => {
  const { user } = create();
  const siren = () => field(/SIREN/);
  rust.registerNumber.mockImplementation((text: string) =>
    text.includes('x')
      ? refused({ code: 'register_number_has_other_than_digits', found: 'x' })
      : refused({ code: 'register_number_length', digits: text.length }),
  );
  await user.type(siren(), '20000000');
  await waitFor(() => expect(rust.registerNumber).toHaveBeenLastCalledWith('20000000'));
  expect(siren()).not.toBeInvalid();
  await user.tab();
  await waitFor(() =>
    expect(siren()).toHaveAccessibleDescription(
      'Il manque 1\u00a0chiffre\u202f: un SIREN en compte neuf.',
    ),
  );
  // What can never become a number is said at once.
  await user.type(siren(), 'x');
  await waitFor(() => expect(siren()).toHaveAccessibleDescription(/n’est pas un chiffre/));
});

test('an answer about what was typed before says nothing of what stands there now', async () => {
  const { user } = create();
  let late: (it: unknown) => void = () => {};
  rust.registerNumber.mockImplementation((text: string) =>
    text === '7x' ? new Promise((resolve) => (late = resolve)) : ok(text),
  );
  await user.type(field(/SIREN/), '7x');
  await user.type(field(/SIREN/), '{Backspace}');
  await waitFor(() => expect(rust.registerNumber).toHaveBeenLastCalledWith('7'));
  late(await refused({ code: 'register_number_has_other_than_digits', found: 'x' }));
  await Promise.resolve();
  expect(field(/SIREN/)).not.toBeInvalid();
});

test('a departure is an end: one day, or between two', async () => {
  const onclose = vi.fn();
  const oncorrect = vi.fn();
  render(DepartureDialog, { period: 'p', name: 'Valmont', today, oncorrect, onclose });
  const user = userEvent.setup();
  await user.click(screen.getByRole('checkbox', { name: /entre deux jours/ }));
  await user.type(field('Dernier jour, entre le'), '1/6/2026');
  await user.type(field('et le'), '1/5/2026{Enter}');
  expect(rust.execute).not.toHaveBeenCalled();
  expect(field('et le')).toHaveAccessibleDescription('Pas avant le 01/06/2026.');
  await user.clear(field('et le'));
  await user.type(field('et le'), '30/6/2026{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([
    {
      kind: 'end_membership',
      id: 'p',
      left: { earliest: '2026-06-01', latest: '2026-06-30' },
    },
  ]);
  await user.click(press('Corriger les dates…'));
  expect(oncorrect).toHaveBeenCalledOnce();
});

test('days that were wrong are corrected in their own words', async () => {
  const day = { earliest: '2022-03-14', latest: '2022-03-14' };
  const left = { earliest: '2023-06-01', latest: '2023-06-30' };
  const period = { id: 'p', arrived: day, arrival_words: null, left, departure_words: null };
  const onclose = vi.fn();
  render(PeriodDialog, {
    organisation: 'o',
    name: 'Valmont',
    period,
    again: false,
    today,
    onclose,
  });
  const user = userEvent.setup();
  expect(screen.getByRole('dialog', { name: 'Corriger les dates d’adhésion' })).toBeVisible();
  // It never left.
  await user.click(screen.getByRole('checkbox', { name: 'Le membre est parti' }));
  await user.click(press(/Corriger les dates/));
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([
    { kind: 'correct_membership', membership: { id: 'p', arrived: day, left: null } },
  ]);
});

test('a return that overlaps says with what', async () => {
  render(PeriodDialog, {
    organisation: 'o',
    name: 'Valmont',
    again: true,
    today,
    onclose: vi.fn(),
  });
  const user = userEvent.setup();
  rust.execute.mockImplementation(() =>
    refused({ code: 'memberships_overlap', from: '2022-03-14', to: null }),
  );
  await user.type(field('Arrivée'), '1/1/2024{Enter}');
  await waitFor(() => expect(field('Arrivée')).toHaveAccessibleDescription(/court déjà depuis/));
});

function list(filter: Filter) {
  const acts = { onfilter: vi.fn(), onselect: vi.fn(), onopen: vi.fn() };
  const members = [
    line({ id: 'b', name: 'Bibliothèque', last_seen: '2026-11-05' }),
    line({ id: 'a', name: 'Agence', convention: { kind: 'lapsed', ended_on: '2026-10-31' } }),
  ];
  render(MemberList, {
    members,
    filter,
    day: today,
    selected: undefined,
    empty: createRawSnippet(() => ({ render: () => '<p></p>' })),
    ...acts,
  });
  return { ...acts, user: userEvent.setup() };
}

test('a part of the filter is taken away by its chip', async () => {
  const { user, onfilter } = list({ status: 'member', kind: 'company' });
  await user.click(press('Retirer le filtre Nature ESN, éditeur'));
  expect(onfilter).toHaveBeenCalledExactlyOnceWith({ status: 'member', kind: undefined });
});

test('the list leaves the window as it is on screen', async () => {
  const { user } = list({ status: 'member' });
  await user.click(press('Exporter'));
  expect(rust.exportList).toHaveBeenCalledExactlyOnceWith(
    'membres-2026-11-24.csv',
    ['Organisation', 'Nature', 'Membre depuis', 'Convention jusqu’au', 'Vue en réunion'],
    [
      ['Agence', 'Recherche', '14/03/2022', 'Échue le 31/10/2026', ''],
      ['Bibliothèque', 'Recherche', '14/03/2022', 'Aucune', '05/11/2026'],
    ],
  );
});

test('an arrow reaches a member, Enter opens it', async () => {
  const { user, onselect, onopen } = list({ status: 'member' });
  screen.getByRole('grid', { name: 'Membres' }).focus();
  await user.keyboard('{ArrowDown}');
  expect(onselect.mock.calls.map(([it]) => (it as { id: string }).id)).toEqual(['a']);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onopen.mock.calls.map(([it]) => (it as { id: string }).id)).toEqual(['b']);
});
