import { render, screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Choices, ImportPreview } from '$lib/ipc/bindings';
import ColumnsTable from './ColumnsTable.svelte';
import DatesTable from './DatesTable.svelte';
import ImportDesk from './ImportDesk.svelte';
import LineDetail from './LineDetail.svelte';
import { undecided } from './choices';
import { laid, list, planned, questions } from './samples';

const rust = vi.hoisted(() => ({
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
  previewImport: vi.fn(),
  importMembers: vi.fn(),
  stopImport: vi.fn(),
}));
const heard = vi.hoisted(() => ({
  changed: [] as (() => void)[],
  progress: [] as ((it: { payload: { done: number; total: number } }) => void)[],
}));
vi.mock('$lib/ipc/bindings', () => {
  const event = (heard: unknown[]) => ({
    listen: (it: unknown) => {
      heard.push(it);
      return Promise.resolve(() => {});
    },
  });
  return {
    commands: rust,
    events: { changed: event(heard.changed), importProgress: event(heard.progress) },
  };
});

const today = '2026-11-24';
const ok = <T>(data: T) => Promise.resolve({ status: 'ok', data });
const refused = (refusal: object) =>
  Promise.resolve({ status: 'error', error: { code: 'refused', with: refusal, detail: '' } });

const preview = (created: number): ImportPreview => ({
  lines: [
    planned({ kind: 'same', id: 'o' }),
    planned({ kind: 'same', id: 'o' }, { line: 3, name: 'Landevant' }),
  ],
  counts: { created, changed: 0, same: 2 - created, repeated: 0, refused: 0 },
  questions: questions(),
  members_before: 30,
  members_after: 30 + created,
});

beforeEach(() => {
  vi.clearAllMocks();
  heard.changed.length = 0;
  heard.progress.length = 0;
  rust.draft.mockImplementation(() => ok(null));
  rust.saveDraft.mockImplementation(() => ok(null));
  rust.discardDraft.mockImplementation(() => ok(null));
  rust.stopImport.mockImplementation(() => ok(null));
  rust.previewImport.mockImplementation(() => ok(preview(2)));
  rust.importMembers.mockImplementation(() => ok({ operation: 9 }));
});

function dates(choices: Choices = undecided(list())) {
  const onchange = vi.fn();
  render(DatesTable, { questions: questions(), choices, today, onchange });
  return { onchange, user: userEvent.setup() };
}

test('proposals are confirmed one by one, or all at once', async () => {
  const { user, onchange } = dates();
  const summer = { earliest: '2021-06-21', latest: '2021-09-22' };
  await user.click(screen.getByRole('button', { name: 'Confirmer «\u202fété 2021\u202f»' }));
  expect(onchange).toHaveBeenLastCalledWith(
    expect.objectContaining({ arrivals: { 'été 2021': summer } }),
  );
  await user.click(screen.getByRole('button', { name: 'Confirmer la proposition' }));
  expect(onchange).toHaveBeenLastCalledWith(
    expect.objectContaining({ arrivals: { 'été 2021': summer } }),
  );
});

test('an answer needs both bounds, in order', async () => {
  const { user, onchange } = dates();
  const from = screen.getByRole('textbox', { name: '«\u202f31/02/2026\u202f»\u202f: au plus tôt' });
  const to = screen.getByRole('textbox', { name: '«\u202f31/02/2026\u202f»\u202f: au plus tard' });
  await user.type(from, '1/2/2026');
  expect(onchange).not.toHaveBeenCalled();
  await user.type(to, '1/1/2026');
  expect(onchange).not.toHaveBeenCalled();
  await user.clear(to);
  await user.type(to, '28/2/2026');
  expect(onchange).toHaveBeenLastCalledWith(
    expect.objectContaining({
      arrivals: { '31/02/2026': { earliest: '2026-02-01', latest: '2026-02-28' } },
    }),
  );
});

test('nobody may know, and that is an answer too', async () => {
  const { user, onchange } = dates();
  const words = '«\u202f31/02/2026\u202f»\u202f: nul ne sait';
  await user.click(screen.getByRole('button', { name: words }));
  expect(onchange).toHaveBeenLastCalledWith(
    expect.objectContaining({ arrivals: { '31/02/2026': null } }),
  );
});

test('the columns that are left out are named, and kept as notes if wished', async () => {
  const onchange = vi.fn();
  const choices = undecided(list());
  render(ColumnsTable, { list: list(), choices, onchange, problem: undefined });
  expect(screen.getByText('Laissées de côté : Ville.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Les garder en notes' }));
  const [kept] = onchange.mock.calls.at(-1) as [Choices];
  expect(kept.columns.at(-1)).toEqual({ kind: 'note' });
});

test('who a line is about is chosen among those that it looks like', async () => {
  const onchange = vi.fn();
  const line = planned({
    kind: 'refuse',
    faults: [{ field: 'name', refusal: { code: 'looks_like', name: 'ACOSS' } }],
    candidates: [{ organisation: 'acoss', line: null, name: 'ACOSS', by: 'name' }],
  });
  render(LineDetail, { line, laid: laid(), fields: ['name', 'arrived'], onchange });
  const group = screen.getByRole('group', { name: 'De quelle organisation s’agit-il\u202f?' });
  await userEvent.click(within(group).getByRole('radio', { name: /ACOSS/ }));
  expect(onchange).toHaveBeenLastCalledWith(
    expect.objectContaining({ identities: [{ line: 2, organisation: 'acoss' }] }),
  );
  await userEvent.click(within(group).getByRole('radio', { name: /Une autre/ }));
  expect(onchange).toHaveBeenLastCalledWith(
    expect.objectContaining({ identities: [{ line: 2, organisation: null }] }),
  );
});

test('a cell is written anew once it is left, and comes back as it was', async () => {
  const onchange = vi.fn();
  const line = planned({ kind: 'same', id: 'o' });
  const { rerender } = render(LineDetail, { line, laid: laid(), fields: ['name'], onchange });
  const user = userEvent.setup();
  await user.clear(screen.getByRole('textbox', { name: 'Nom' }));
  await user.type(screen.getByRole('textbox', { name: 'Nom' }), 'Valmont-sur-Mer');
  expect(onchange).not.toHaveBeenCalled();
  await user.tab();
  const [choices] = onchange.mock.calls.at(-1) as [Choices];
  expect(choices.corrections).toEqual([{ place: { line: 2, column: 0 }, text: 'Valmont-sur-Mer' }]);
  await rerender({ laid: laid(choices) });
  await user.click(screen.getByRole('button', { name: 'Nom\u202f: revenir au fichier' }));
  expect((onchange.mock.calls.at(-1) as [Choices])[0].corrections).toEqual([]);
});

function desk(more: Record<string, unknown> = {}) {
  const acts = { onopen: vi.fn(), onanother: vi.fn(), onleave: vi.fn(), ondone: vi.fn() };
  render(ImportDesk, {
    list: list(),
    step: undefined,
    open: undefined,
    addressOf: (step: string) => `?step=${step}`,
    today,
    ...acts,
    ...more,
  });
  return { ...acts, user: userEvent.setup() };
}

test('a list is shown before anything is done, and taken in as it was shown', async () => {
  const { user, ondone } = desk();
  const submit = await screen.findByRole('button', { name: /Importer 2\u00a0lignes/ });
  expect(screen.getByText('Membres : 30, puis 32')).toBeVisible();
  expect(rust.importMembers).not.toHaveBeenCalled();
  await user.click(submit);
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(rust.importMembers).toHaveBeenCalledExactlyOnceWith('t', {
    id: expect.any(String) as string,
    choices: undecided(list()),
    counts: preview(2).counts,
  });
});

test('what waits for an answer is shown first', async () => {
  desk();
  expect(await screen.findByText('2 formulations attendent votre réponse.')).toBeVisible();
});

test('columns that make no sense are shown with the reason, and nothing can be imported', async () => {
  rust.previewImport.mockImplementation(() => refused({ code: 'no_column_of_names' }));
  desk();
  expect(await screen.findByText(/Aucune colonne ne contient les noms/)).toBeVisible();
  expect(screen.getByRole('button', { name: /Rien à importer/ })).toBeDisabled();
});

test('a club that has changed meanwhile is looked at again', async () => {
  const { ondone, user } = desk();
  await user.click(await screen.findByRole('button', { name: /Importer 2\u00a0lignes/ }));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  // The import itself is such a change, and there is nothing left to look at.
  const asked = rust.previewImport.mock.calls.length;
  heard.changed.forEach((it) => it());
  expect(rust.previewImport).toHaveBeenCalledTimes(asked);
});

test('an import that is refused is shown anew', async () => {
  const { user, ondone } = desk();
  rust.importMembers.mockImplementation(() => refused({ code: 'preview_outdated' }));
  const submit = await screen.findByRole('button', { name: /Importer 2\u00a0lignes/ });
  rust.previewImport.mockImplementation(() => ok(preview(1)));
  await user.click(submit);
  expect(await screen.findByRole('button', { name: /Importer 1\u00a0ligne/ })).toBeEnabled();
  expect(ondone).not.toHaveBeenCalled();
});

test('a long import shows how far it is, and can be stopped', async () => {
  const { user, ondone } = desk();
  let end: (it: unknown) => void = () => {};
  rust.importMembers.mockImplementation(() => new Promise((resolve) => (end = resolve)));
  await user.click(await screen.findByRole('button', { name: /Importer 2\u00a0lignes/ }));
  const bar = await screen.findByRole('progressbar');
  heard.progress.forEach((it) => it({ payload: { done: 1, total: 2 } }));
  await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '50'));
  await user.click(screen.getByRole('button', { name: 'Arrêter' }));
  expect(rust.stopImport).toHaveBeenCalledOnce();
  end({ status: 'ok', data: null });
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  expect(ondone).not.toHaveBeenCalled();
});

test('what was decided about a file comes back with it', async () => {
  const choices = { ...undecided(list()), arrivals: { 'été 2021': null } };
  rust.draft.mockImplementation(() => ok(JSON.stringify(choices)));
  desk();
  await waitFor(() => expect(rust.previewImport).toHaveBeenLastCalledWith('t', choices, today));
  expect(rust.draft).toHaveBeenCalledWith(`import:${'ab'.repeat(8)}`);
  expect(screen.getByText('Brouillon repris')).toBeVisible();
});
