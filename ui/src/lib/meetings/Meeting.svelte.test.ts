import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Command, MeetingPage } from '$lib/ipc/bindings';
import { saving, toasts } from '$lib/shared';
import Meeting from './Meeting.svelte';

const rust = vi.hoisted(() => ({
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
  search: vi.fn(),
  exportMinutes: vi.fn(),
}));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));
vi.mock('$app/navigation', () => ({
  afterNavigate: vi.fn(),
  beforeNavigate: vi.fn(),
  goto: vi.fn(),
  replaceState: vi.fn(),
}));
vi.mock('$app/state', () => ({ page: { url: new URL('http://cercle/meetings/1') } }));

const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });

/** A plenary in session: two items, three organisations, a text and a decision noted. */
function plenary(change: Partial<MeetingPage> = {}): MeetingPage {
  return {
    id: '1',
    meeting: {
      body: 'plenary',
      title: null,
      held_on: '2026-11-26',
      starts_at: '14:00:00',
      place: null,
    },
    stage: { kind: 'today' },
    items: [
      {
        id: 'i1',
        item: { title: 'Calendrier', duration: 30 },
        blocks: [
          {
            id: 'b1',
            text: 'Confirmé.',
            content: { kind: 'text' },
            number: null,
            owner_name: null,
            overdue: false,
          },
          {
            id: 'b2',
            text: 'Adopté.',
            content: { kind: 'decision' },
            number: 1,
            owner_name: null,
            overdue: false,
          },
        ],
      },
      { id: 'i2', item: { title: 'Divers', duration: null }, blocks: [] },
    ],
    attendance: ['Agence', 'Bateliers', 'Centre'].map((name) => ({
      organisation: `o-${name}`,
      name,
      presence: null,
      represented_by: null,
      people: null,
    })),
    turnout: { expected: 3, present: 0, represented: 0, excused: 0, absent: 0 },
    carried_over: [],
    ...change,
  };
}

/** The meeting on screen, and what was asked of Rust. */
async function show(meeting = plenary()) {
  const shown = render(Meeting, { meeting, today: '2026-11-26', writable: true });
  await tick();
  const done = () => rust.execute.mock.calls.map(([command]) => command as Command);
  return { ...shown, user: userEvent.setup(), done };
}

const field = (name: string | RegExp) => screen.getByRole('textbox', { name });
/** The empty line at the end. */
const fresh = () => {
  const all = screen.getAllByRole('textbox', { name: 'Texte' });
  return all[all.length - 1] as HTMLTextAreaElement;
};

beforeEach(() => {
  let operation = 0;
  rust.execute.mockReset().mockImplementation(() => ok({ operation: ++operation }));
  rust.draft.mockReset().mockImplementation(() => ok(null));
  rust.saveDraft.mockReset().mockImplementation(() => ok(null));
  rust.discardDraft.mockReset().mockImplementation(() => ok(null));
  rust.search.mockReset().mockImplementation(() => ok([]));
  // What one test could not keep is no matter of the next.
  saving.giveUp();
});

/** From now on Rust answers every write with this failure. */
const failing = (error: object) =>
  rust.execute.mockImplementation(() => Promise.resolve({ status: 'error', error }));
const FULL = { code: 'disk_full', detail: '' };

test('a sign makes a decision, and leaving it writes it once', async () => {
  const { user, done } = await show();
  await user.type(fresh(), '!Le calendrier est tenu.');
  expect(done()).toEqual([]);
  await user.tab();
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(done()[0]).toMatchObject({
    kind: 'write_block',
    item: 'i1',
    after: 'b2',
    text: 'Le calendrier est tenu.',
    content: { kind: 'decision' },
  });
});

test('an action has its owner in words and its day as it is typed', async () => {
  const { user, done } = await show();
  await user.type(fresh(), '>Relire le guide');
  await user.type(screen.getByRole('combobox', { name: 'Qui' }), 'l’équipe');
  await user.type(field('Pour le'), '15/1');
  await user.click(screen.getByRole('searchbox', { name: 'Nom d’une organisation' }));
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(done()[0]).toMatchObject({
    text: 'Relire le guide',
    content: {
      kind: 'action',
      owner: { kind: 'words', text: 'l’équipe' },
      due_on: '2027-01-15',
    },
  });
});

test('enter writes a paragraph and begins another', async () => {
  const { user, done } = await show();
  await user.type(fresh(), 'Un mot.{Enter}Un autre.');
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(document.activeElement).toHaveValue('Un autre.');
  await user.tab();
  await waitFor(() => expect(done()).toHaveLength(2));
  const [one, other] = done();
  expect(one).toMatchObject({ text: 'Un mot.', after: 'b2' });
  expect(other).toMatchObject({ text: 'Un autre.', after: one && 'id' in one ? one.id : '' });
});

test('a paragraph that is emptied goes', async () => {
  const { user, done } = await show();
  await user.clear(field(/^Décision.1$/));
  await user.tab();
  await waitFor(() => expect(done()).toEqual([{ kind: 'remove_block', id: 'b2' }]));
});

test('what is being typed stays when the page is read again', async () => {
  const { user, rerender, done } = await show();
  await user.type(fresh(), 'Une phrase ');
  const typing = document.activeElement;
  const elsewhere = plenary();
  const [first] = elsewhere.items;
  first?.blocks.push({
    id: 'b3',
    text: 'Écrit ailleurs.',
    content: { kind: 'text' },
    number: null,
    owner_name: null,
    overdue: false,
  });
  await rerender({ meeting: elsewhere });
  expect(screen.getByDisplayValue('Écrit ailleurs.')).toBeInTheDocument();
  expect(document.activeElement).toBe(typing);
  await user.keyboard('longue');
  expect(typing).toHaveValue('Une phrase longue');
  expect(done()).toEqual([]);
});

test('what was written is shown by the page once it holds it, in the same field', async () => {
  const { user, rerender, done } = await show();
  await user.type(fresh(), 'Un mot.{Enter}');
  await waitFor(() => expect(done()).toHaveLength(1));
  const [command] = done();
  if (command?.kind !== 'write_block') throw new Error('nothing was written');
  const written = screen.getByDisplayValue('Un mot.');
  const after = plenary();
  after.items[0]?.blocks.push({
    id: command.id,
    text: 'Un mot.',
    content: { kind: 'text' },
    number: null,
    owner_name: null,
    overdue: false,
  });
  await rerender({ meeting: after });
  expect(screen.getByDisplayValue('Un mot.')).toBe(written);
  expect(screen.queryByText('Pas encore enregistré')).not.toBeInTheDocument();
});

test('notes left half-way come back and are written when they are left', async () => {
  const blocks = {
    b1: {
      item: 'i1',
      after: null,
      text: 'Confirmé, sauf en mars.',
      content: { kind: 'text' },
      owner_name: null,
    },
    n1: {
      item: 'i1',
      after: 'b2',
      text: 'Interrompu au',
      content: { kind: 'text' },
      owner_name: null,
    },
  };
  rust.draft.mockImplementation(() => ok(JSON.stringify({ blocks })));
  const { user, done } = await show();
  expect(await screen.findByDisplayValue('Interrompu au')).toBeInTheDocument();
  expect(screen.getByDisplayValue('Confirmé, sauf en mars.')).toBeInTheDocument();
  expect(screen.getByText(/^Notes reprises/)).toBeInTheDocument();
  await user.type(screen.getByDisplayValue('Interrompu au'), ' milieu');
  await user.tab();
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(done()[0]).toMatchObject({ id: 'n1', text: 'Interrompu au milieu' });
});

test('what is typed is kept at a pause, before it is left', async () => {
  const { user } = await show();
  await user.type(fresh(), 'Une phra');
  await waitFor(() => expect(rust.saveDraft).toHaveBeenCalled());
  const [id, body] = rust.saveDraft.mock.lastCall ?? [];
  expect(id).toBe('minutes:1');
  expect(body).toContain('Une phra');
});

test('a write that fails keeps the note, says so, and is tried again', async () => {
  const { user, done } = await show();
  failing(FULL);
  await user.type(fresh(), 'Un mot.');
  await user.tab();
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(await screen.findByText('Pas encore enregistré')).toBeInTheDocument();
  expect(screen.getByDisplayValue('Un mot.')).toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent(/^Pas enregistré Le disque est plein/);

  const tries = done().length;
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  await waitFor(() => expect(done().length).toBeGreaterThan(tries));
  expect(screen.getByRole('alert')).toBeInTheDocument();

  // There is room again, and nobody presses anything.
  rust.execute.mockImplementation(() => ok({ operation: 1 }));
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  expect(done().at(-1)).toMatchObject({ kind: 'write_block', text: 'Un mot.' });
  expect(screen.getByText(/^Enregistré à/)).toBeInTheDocument();
});

test('notes that are not kept are not called so', async () => {
  rust.saveDraft.mockImplementation(() => Promise.resolve({ status: 'error', error: FULL }));
  const { user } = await show();
  await user.type(fresh(), 'Une phra');
  expect(await screen.findByRole('alert')).toHaveTextContent(/Le disque est plein/);
  expect(screen.queryByText(/^Enregistré à/)).not.toBeInTheDocument();
  rust.saveDraft.mockImplementation(() => ok(null));
  await user.keyboard('se');
  expect(await screen.findByText(/^Enregistré à/)).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(rust.saveDraft.mock.lastCall?.[1]).toContain('Une phrase');
});

test('notes are written in the order in which they stand, even where the first one fails', async () => {
  const { user, done } = await show();
  failing(FULL);
  await user.type(fresh(), 'Un mot.{Enter}Un autre.');
  await user.tab();
  await waitFor(() => expect(done().length).toBeGreaterThan(1));
  expect(done().every((it) => it.kind === 'write_block' && it.text === 'Un mot.')).toBe(true);
  rust.execute.mockImplementation(() => ok({ operation: 1 }));
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  await waitFor(() => expect(done().at(-1)).toMatchObject({ text: 'Un autre.' }));
  expect(done().at(-2)).toMatchObject({ text: 'Un mot.' });
});

test('what the rules refuse stays where it was typed, with the reason, and is not tried again', async () => {
  const { user, done } = await show();
  failing({ code: 'refused', with: { code: 'minutes_locked', on: '2026-11-26' }, detail: '' });
  await user.type(fresh(), 'Un mot.');
  await user.tab();
  expect(await screen.findByText(/^Pas enregistré\s:/)).toBeInTheDocument();
  expect(screen.getByDisplayValue('Un mot.')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(done()).toHaveLength(1);
});

test('what was being typed when the minutes were locked can still be read', async () => {
  const { user, rerender } = await show();
  await user.type(fresh(), 'Un dernier mot.');
  await rerender({
    meeting: plenary({ stage: { kind: 'locked', validated_on: '2026-12-01', on: '2026-12-03' } }),
  });
  const left = screen.getByRole('list', { name: 'Notes qui ne sont pas dans le compte rendu' });
  expect(left).toHaveTextContent('Un dernier mot.');
});

test('a roll is called by letters', async () => {
  const { user, done } = await show();
  const list = screen.getByRole('listbox', { name: 'Émargement' });
  list.focus();
  await user.keyboard('pe{ArrowUp}a');
  expect(done()).toMatchObject([
    { organisation: 'o-Agence', presence: { kind: 'present' } },
    { organisation: 'o-Bateliers', presence: { kind: 'excused' } },
    { organisation: 'o-Bateliers', presence: { kind: 'absent' } },
  ]);
});

test('somebody who comes in is found by name and noted', async () => {
  const { user, done } = await show();
  const name = screen.getByRole('searchbox', { name: 'Nom d’une organisation' });
  await user.type(name, 'cent{Enter}');
  expect(done()).toMatchObject([{ organisation: 'o-Centre', presence: { kind: 'present' } }]);
  expect(name).toHaveValue('');
});

test('a letter asks who spoke for whom', async () => {
  const { user, done } = await show();
  screen.getByRole('listbox', { name: 'Émargement' }).focus();
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: /Agence$/ });
  await user.type(within(dialog).getByRole('combobox', { name: /Représentée par/ }), 'cent{Enter}');
  await user.click(within(dialog).getByRole('button', { name: /^Noter la présence/ }));
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(done()[0]).toMatchObject({
    organisation: 'o-Agence',
    presence: { kind: 'represented', by: 'o-Centre' },
  });
});

test('a paragraph goes up and down by keys', async () => {
  const { user, done } = await show();
  screen.getByDisplayValue('Adopté.').focus();
  await user.keyboard('{Alt>}{Shift>}{ArrowUp}{/Shift}{/Alt}');
  await waitFor(() => expect(done()).toHaveLength(1));
  expect(done()[0]).toEqual({ kind: 'move_block', id: 'b2', item: 'i1', after: null });
  screen.getByDisplayValue('Adopté.').focus();
  await user.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}');
  expect(done()).toHaveLength(1);
});

test('what is being typed is part of what is validated', async () => {
  const { user, done } = await show();
  await user.type(fresh(), 'Un dernier mot.');
  await user.click(screen.getByRole('button', { name: 'Valider le compte rendu' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent(/^.*3.organisations restent à noter/);
  await user.click(within(dialog).getByRole('button', { name: /^Valider le compte rendu/ }));
  await waitFor(() => expect(done()).toHaveLength(2));
  expect(done()).toMatchObject([
    { kind: 'write_block', text: 'Un dernier mot.' },
    { kind: 'validate_minutes', meeting: '1', on: '2026-11-26' },
  ]);
});

test('minutes that cannot be written whole are not offered for validation', async () => {
  const { user } = await show();
  failing(FULL);
  await user.type(fresh(), 'Un dernier mot.');
  await user.click(screen.getByRole('button', { name: 'Valider le compte rendu' }));
  await waitFor(() => expect(rust.execute).toHaveBeenCalledTimes(2));
  expect(await screen.findByText('Pas encore enregistré')).toBeInTheDocument();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('validated minutes are read, and say why', async () => {
  await show(plenary({ stage: { kind: 'validated', on: '2026-12-03' } }));
  const minutes = screen.getByRole('region', { name: 'Compte rendu' });
  expect(within(minutes).queryByRole('textbox')).not.toBeInTheDocument();
  expect(within(minutes).getByText('Adopté.')).toBeInTheDocument();
  expect(screen.getByText(/^Validé le 03\/12\/2026/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Ajouter un point' })).not.toBeInTheDocument();
});

test('minutes are locked for good once that was said, and nothing offers to take it back', async () => {
  const { user, done } = await show(plenary({ stage: { kind: 'validated', on: '2026-12-03' } }));
  await user.click(screen.getByRole('button', { name: 'Verrouiller' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('il ne se rouvre pas, et le verrou ne s’annule pas');
  expect(done()).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Verrouiller' }));
  await waitFor(() => expect(done()).toEqual([{ kind: 'lock_minutes', meeting: '1' }]));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(toasts.all.at(-1)).toMatchObject({ text: 'Compte rendu verrouillé', undo: undefined });
});

test('of a long list of attendance what is in sight is drawn, and the keyboard reaches the rest', async () => {
  const attendance = Array.from({ length: 940 }, (_, at) => ({
    organisation: `o-${at}`,
    name: `Organisation ${at + 1}`,
    presence: null,
    represented_by: null,
    people: null,
  }));
  const turnout = { expected: 940, present: 0, represented: 0, excused: 0, absent: 0 };
  await show(plenary({ attendance, turnout }));
  expect(screen.getAllByRole('option').length).toBeLessThan(60);
  const list = screen.getByRole('listbox');
  list.focus();
  await userEvent.keyboard('{End}');
  const last = screen.getByRole('option', { name: /^Organisation 940\b/ });
  expect(last).toHaveAttribute('aria-posinset', '940');
  expect(last).toHaveAttribute('aria-setsize', '940');
  expect(list).toHaveAttribute('aria-activedescendant', last.id);
  await userEvent.keyboard('p');
  expect(rust.execute).toHaveBeenLastCalledWith(
    expect.objectContaining({ kind: 'record_attendance', organisation: 'o-939' }),
  );
  // A filter that finds nobody takes the list away; it comes back from its beginning.
  await userEvent.type(screen.getByRole('searchbox'), 'zzz');
  expect(screen.queryByRole('option')).toBeNull();
  await userEvent.clear(screen.getByRole('searchbox'));
  expect(screen.getByRole('option', { name: /^Organisation 1\b/ })).toBeInTheDocument();
});
