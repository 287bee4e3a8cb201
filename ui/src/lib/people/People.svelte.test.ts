import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { PersonLine, PostLine } from '$lib/ipc/bindings';
import AddDialog from './AddDialog.svelte';
import EndDialog from './EndDialog.svelte';
import PeopleList from './PeopleList.svelte';

const rust = vi.hoisted(() => ({
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
  search: vi.fn(),
}));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));

const today = '2026-11-24';
const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const refused = (refusal: object) =>
  Promise.resolve({ status: 'error', error: { code: 'refused', with: refusal, detail: '' } });

const post = (more: Partial<PostLine> = {}): PostLine => ({
  id: 'post',
  organisation: 'valmont',
  function: 'Archiviste',
  from: '2022-09-01',
  to: null,
  on_behalf_of: null,
  held: true,
  ...more,
});
const maud = (more: Partial<PersonLine> = {}): PersonLine => ({
  id: 'maud',
  given_name: 'Maud',
  family_name: 'Le Guellec',
  email: 'maud@example.org',
  phone: null,
  posts: [post()],
  ...more,
});

beforeEach(() => {
  vi.clearAllMocks();
  rust.draft.mockImplementation(() => ok(null));
  rust.saveDraft.mockImplementation(() => ok(null));
  rust.discardDraft.mockImplementation(() => ok(null));
  rust.execute.mockImplementation(() => ok({ operation: 7 }));
  rust.search.mockImplementation(() => ok([]));
});

const sent = () => rust.execute.mock.calls.map(([command]) => command as object);
/** A field whose label begins so; « facultatif » may follow. */
const field = (name: string) => screen.getByRole('textbox', { name: new RegExp(`^${name}`) });
const press = (name: string | RegExp) => screen.getByRole('button', { name });

function add() {
  const onclose = vi.fn();
  render(AddDialog, { organisation: 'valmont', name: 'Université de Valmont', today, onclose });
  return { onclose, user: userEvent.setup() };
}

test('a person is noted with the post by which the club knows them', async () => {
  const { user, onclose } = add();
  await user.type(field('Prénom'), 'Maud');
  await user.type(field('Nom'), 'Le Guellec');
  await user.type(field('Fonction'), 'Archiviste{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toMatchObject([
    {
      kind: 'create_person',
      person: { given_name: 'Maud', family_name: 'Le Guellec', email: null, phone: null },
      post: { post: { organisation: 'valmont', function: 'Archiviste', from: null, to: null } },
    },
  ]);
});

test('somebody whom the club knows takes a new post, and is not noted twice', async () => {
  const known = { id: 'maud', kind: 'person', name: 'Maud Le Guellec', place: 'Landevant' };
  rust.search.mockImplementation(() =>
    ok([{ ...known, kind: 'member' }, known, { ...known, id: 'other', name: 'Maud Le Gall' }]),
  );
  const { user, onclose } = add();
  await user.type(field('Prénom'), 'maud');
  await user.type(field('Nom'), 'le guellec');
  expect(
    await screen.findByText('Maud Le Guellec (Landevant) est déjà dans le club.'),
  ).toBeVisible();
  await user.click(press('C’est cette personne'));
  await user.click(press(/Ajouter le poste/));
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toMatchObject([
    { kind: 'add_post', person: 'maud', post: { organisation: 'valmont' } },
  ]);
});

test('a namesake is another person, once somebody said so', async () => {
  rust.search.mockImplementation(() =>
    ok([{ id: 'maud', kind: 'person', name: 'Maud Le Guellec', place: null }]),
  );
  const { user } = add();
  await user.type(field('Prénom'), 'Maud');
  await user.type(field('Nom'), 'Le Guellec');
  await user.click(await screen.findByRole('button', { name: 'C’est une autre personne' }));
  expect(screen.queryByText(/est déjà dans le club/)).toBeNull();
  await user.click(press(/Ajouter la personne/));
  await waitFor(() => expect(sent()).toMatchObject([{ kind: 'create_person' }]));
});

test('an address that is none is said beside it', async () => {
  rust.execute.mockImplementation(() => refused({ code: 'address_malformed', address: 'maud' }));
  const { user, onclose } = add();
  await user.type(field('Nom'), 'Le Guellec');
  await user.type(field('Courriel'), 'maud{Enter}');
  await waitFor(() =>
    expect(field('Courriel')).toHaveAccessibleDescription(/n’est pas une adresse/),
  );
  expect(onclose).not.toHaveBeenCalled();
});

test('a post ends on a day that does not come before it began', async () => {
  const onclose = vi.fn();
  render(EndDialog, { person: maud(), post: post(), today, oncorrect: vi.fn(), onclose });
  const user = userEvent.setup();
  await user.clear(field('Dernier jour'));
  await user.type(field('Dernier jour'), '31/8/2022{Enter}');
  expect(rust.execute).not.toHaveBeenCalled();
  await user.clear(field('Dernier jour'));
  await user.type(field('Dernier jour'), '30/9/2026{Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(sent()).toEqual([{ kind: 'end_post', id: 'post', last: '2026-09-30' }]);
});

function people(list: PersonLine[], writable = true) {
  const acts = {
    onadd: vi.fn(),
    onedit: vi.fn(),
    onanother: vi.fn(),
    oncorrect: vi.fn(),
    onend: vi.fn(),
    onremove: vi.fn(),
  };
  const nameOfOrganisation = (id: string) => (id === 'nivalis' ? 'Nivalis Conseil' : id);
  render(PeopleList, {
    people: list,
    organisation: 'valmont',
    nameOfOrganisation,
    writable,
    ...acts,
  });
  return { ...acts, user: userEvent.setup() };
}

test('a post tells its days, and for whom somebody is on a mission', () => {
  people([
    maud({
      posts: [
        post(),
        post({ id: 'b', function: 'Stagiaire', from: '2021-03-01', to: '2021-08-31', held: false }),
        post({ id: 'c', function: '', from: null, to: '2020-12-31', held: false }),
        post({ id: 'd', function: 'Experte', organisation: 'nivalis', on_behalf_of: 'valmont' }),
      ],
    }),
  ]);
  for (const told of [
    'Archiviste · depuis le 01/09/2022',
    'Stagiaire · du 01/03/2021 au 31/08/2021',
    'jusqu’au 31/12/2020',
    'Experte · depuis le 01/09/2022 · en mission ici, employeur : Nivalis Conseil',
  ]) {
    expect(screen.getByText(told)).toBeVisible();
  }
});

test('leaving a post and never having held it are two words', async () => {
  const { user, onend, onremove } = people([maud()]);
  const choose = async (name: string) => {
    await user.click(press('Plus, sur Maud Le Guellec'));
    await user.click(await screen.findByText(name));
  };
  await choose('Noter la fin du poste…');
  expect(onend).toHaveBeenCalledExactlyOnceWith(maud(), post());
  await choose('N’a jamais eu ce poste');
  expect(onremove).toHaveBeenCalledExactlyOnceWith(post());
});

test('a club that is only looked at offers nothing to do', () => {
  people([maud()], false);
  expect(screen.queryByRole('button')).toBeNull();
});
