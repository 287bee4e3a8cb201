import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { MembershipLine } from '$lib/ipc/bindings';
import CreateDialog from './CreateDialog.svelte';
import DepartureDialog from './DepartureDialog.svelte';
import EditDialog from './EditDialog.svelte';
import PeriodDialog from './PeriodDialog.svelte';
import Periods from './Periods.svelte';
import { page } from './samples';

const rust = vi.hoisted(() => ({
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
  registerNumber: vi.fn(),
}));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));

const today = '2026-11-24';
const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const refused = (refusal: object) =>
  Promise.resolve({ status: 'error', error: { code: 'refused', with: refusal, detail: '' } });
const on = (day: string) => ({ earliest: day, latest: day });

const period = (more: Partial<MembershipLine> = {}): MembershipLine => ({
  id: 'period',
  arrived: on('2022-03-14'),
  arrival_words: null,
  left: null,
  departure_words: null,
  ...more,
});

beforeEach(() => {
  vi.clearAllMocks();
  rust.draft.mockImplementation(() => ok(null));
  rust.saveDraft.mockImplementation(() => ok(null));
  rust.discardDraft.mockImplementation(() => ok(null));
  rust.execute.mockImplementation(() => ok({ operation: 7 }));
  rust.registerNumber.mockImplementation((text: string) => ok(text));
});

const sent = () => rust.execute.mock.calls.map(([command]) => command as object);
/** The field called so; « facultatif » may follow. */
const field = (name: string) =>
  screen.getByRole('textbox', { name: new RegExp(`^${name}( ?facultatif)?$`) });
const press = (name: string | RegExp) => screen.getByRole('button', { name });
const tick = (name: string | RegExp) => screen.getByRole('checkbox', { name });

function create() {
  const [onclose, ondone] = [vi.fn(), vi.fn()];
  render(CreateDialog, { groups: [], today, onclose, ondone });
  return { onclose, ondone, user: userEvent.setup() };
}

/** Chooses what the organisation is by its first letters, as people do who know the list. */
async function isA(user: ReturnType<typeof userEvent.setup>, kind: string) {
  const field = screen.getByRole('combobox', { name: 'Nature' });
  field.focus();
  await user.keyboard(kind.slice(0, 4));
  expect(field).toHaveTextContent(kind);
}

test('a member is created with the day of its arrival, and its page opens', async () => {
  const { user, ondone } = create();
  await user.type(field('Nom'), 'Université de Valmont');
  await isA(user, 'Université ou recherche');
  await user.type(field('Membre depuis'), '14/3/2022');
  await user.click(press(/Créer le membre/));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(sent()).toMatchObject([
    {
      kind: 'create_organisation',
      id: ondone.mock.calls[0]?.[0],
      organisation: { name: 'Université de Valmont', kind: 'research', register_number: null },
      membership: { arrived: on('2022-03-14'), left: null },
    },
  ]);
});

test('an organisation may be known to the club without being a member', async () => {
  const { user, ondone } = create();
  await user.type(field('Nom'), 'Nivalis Conseil');
  await isA(user, 'Éditeur, ESN ou tiers-archiveur');
  await user.click(tick('Connue du club, sans en être membre'));
  expect(screen.queryByRole('textbox', { name: /^Membre depuis/ })).toBeNull();
  await user.click(press(/Créer le membre/));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(sent()).toMatchObject([{ kind: 'create_organisation', membership: null }]);
});

test('an arrival may lie between two days, in their order', async () => {
  const { user, ondone } = create();
  await user.type(field('Nom'), 'Université de Valmont');
  await isA(user, 'Université ou recherche');
  await user.click(tick(/^Jour incertain/));
  await user.type(field('Membre depuis, entre le'), '11/7/2022');
  await user.type(field('et le'), '7/3/2022{Enter}');
  expect(sent()).toEqual([]);
  await user.clear(field('et le'));
  await user.type(field('et le'), '29/8/2022{Enter}');
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(sent()).toMatchObject([
    { membership: { arrived: { earliest: '2022-07-11', latest: '2022-08-29' } } },
  ]);
});

test('what it is has to be said, and a name that is taken is said beside it', async () => {
  rust.execute.mockImplementation(() => refused({ code: 'name_taken', name: 'Valmont' }));
  const { user, ondone } = create();
  await user.type(field('Nom'), 'valmont');
  await user.type(field('Membre depuis'), '14/3/2022{Enter}');
  expect(await screen.findByText('À remplir.')).toBeVisible();
  expect(sent()).toEqual([]);
  await isA(user, 'Autre');
  await user.click(press(/Créer le membre/));
  await waitFor(() => expect(field('Nom')).toHaveAccessibleDescription(/Valmont.» existe déjà/));
  expect(ondone).not.toHaveBeenCalled();
});

test('a register number is checked while it is typed', async () => {
  rust.registerNumber.mockImplementation((text: string) =>
    refused(
      text.length < 9
        ? { code: 'register_number_length', digits: text.length }
        : { code: 'register_number_checksum' },
    ),
  );
  const { user } = create();
  await user.type(field('SIREN ou SIRET'), '7328');
  await user.tab();
  await waitFor(() =>
    expect(field('SIREN ou SIRET')).toHaveAccessibleDescription(/Il manque 5.chiffres/),
  );
  await user.type(field('SIREN ou SIRET'), '29321');
  await waitFor(() =>
    expect(field('SIREN ou SIRET')).toHaveAccessibleDescription(
      /un chiffre est faux ou deux sont inversés/,
    ),
  );
});

test('what was typed of a new member comes back', async () => {
  const typed = { name: 'Valm', legal_name: null, kind: null, register_number: null, parent: null };
  const arrived = { between: false, from: '2022-03-14', to: null };
  rust.draft.mockImplementation(() => ok(JSON.stringify({ typed, member: true, arrived })));
  create();
  await waitFor(() => expect(field('Nom')).toHaveValue('Valm'));
  expect(field('Membre depuis')).toHaveValue('14/03/2022');
});

test('a member is edited, and what is left alone stays', async () => {
  const onclose = vi.fn();
  render(EditDialog, { member: page(), groups: [], onclose });
  const user = userEvent.setup();
  await user.type(field('Nom officiel'), 'Université de Valmont-les-Eaux{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([
    {
      kind: 'edit_organisation',
      id: 'valmont',
      organisation: {
        ...page().organisation,
        legal_name: 'Université de Valmont-les-Eaux',
      },
    },
  ]);
});

test('a member leaves on a day, and wrong days are another matter', async () => {
  const [onclose, oncorrect] = [vi.fn(), vi.fn()];
  const props = { period: 'period', name: 'Valmont', today, oncorrect, onclose };
  render(DepartureDialog, props);
  const user = userEvent.setup();
  await user.click(press('Corriger les dates…'));
  expect(oncorrect).toHaveBeenCalledOnce();
  await user.type(field('Dernier jour'), '30/6/2026{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([{ kind: 'end_membership', id: 'period', left: on('2026-06-30') }]);
});

test('a departure before the arrival is refused beside its day', async () => {
  const refusal = { code: 'ends_before_it_starts', from: '2022-03-14', to: '2021-06-30' };
  rust.execute.mockImplementation(() => refused(refusal));
  const onclose = vi.fn();
  const props = { period: 'period', name: 'Valmont', today, oncorrect: vi.fn(), onclose };
  render(DepartureDialog, props);
  const user = userEvent.setup();
  await user.type(field('Dernier jour'), '30/6/2021{Enter}');
  await waitFor(() =>
    expect(field('Dernier jour')).toHaveAccessibleDescription(/vient avant le début/),
  );
  expect(onclose).not.toHaveBeenCalled();
});

function correct(it?: MembershipLine, again = false) {
  const onclose = vi.fn();
  const props = { organisation: 'valmont', name: 'Valmont', period: it, again, today, onclose };
  render(PeriodDialog, props);
  return { onclose, user: userEvent.setup() };
}

test('the days of a period that were wrong are corrected, and it may be over', async () => {
  const { user, onclose } = correct(period());
  expect(field('Arrivée')).toHaveValue('14/03/2022');
  await user.clear(field('Arrivée'));
  await user.type(field('Arrivée'), '1/4/2022');
  await user.click(tick('Le membre est parti'));
  await user.type(field('Dernier jour'), '30/6/2026{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([
    {
      kind: 'correct_membership',
      membership: { id: 'period', arrived: on('2022-04-01'), left: on('2026-06-30') },
    },
  ]);
});

test('a member comes back, unless it never left', async () => {
  rust.execute.mockImplementationOnce(() =>
    refused({ code: 'memberships_overlap', from: '2022-03-14', to: null }),
  );
  const { user, onclose } = correct(undefined, true);
  await user.type(field('Arrivée'), '1/9/2026{Enter}');
  await waitFor(() =>
    expect(field('Arrivée')).toHaveAccessibleDescription(/Une adhésion court déjà/),
  );
  await user.type(field('Arrivée'), '{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()[1]).toMatchObject({
    kind: 'add_membership',
    organisation: 'valmont',
    membership: { arrived: on('2026-09-01'), left: null },
  });
});

test('periods are told with the words of their source, the latest first', async () => {
  const first = period({
    id: 'first',
    arrived: { earliest: '2016-01-01', latest: '2019-12-31' },
    arrival_words: 'partenaire phase projet (2016-2019)',
    left: on('2021-06-30'),
  });
  const [oncorrect, onremove] = [vi.fn(), vi.fn()];
  render(Periods, { periods: [first, period()], writable: true, oncorrect, onremove });
  const told = screen.getAllByRole('listitem').map((it) => it.textContent);
  expect(told[0]).toContain('depuis le 14/03/2022');
  expect(told[1]).toMatch(/«.partenaire phase projet \(2016-2019\).» dans la liste/);
  const user = userEvent.setup();
  await user.click(press(/30\/06\/2021/));
  await user.click(await screen.findByText('N’était pas membre alors'));
  expect(onremove).toHaveBeenCalledExactlyOnceWith(first);
  expect(oncorrect).not.toHaveBeenCalled();
});
