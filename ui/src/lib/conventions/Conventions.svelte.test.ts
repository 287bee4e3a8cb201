import { createRawSnippet } from 'svelte';
import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ConventionPage } from '$lib/ipc/bindings';
import AdvanceDialog from './AdvanceDialog.svelte';
import AttachDialog from './AttachDialog.svelte';
import DocumentCard from './DocumentCard.svelte';
import DraftDialog from './DraftDialog.svelte';
import MissingPanel from './MissingPanel.svelte';
import { convention, draft, sent, SIGNED } from './samples';

const rust = vi.hoisted(() => ({
  execute: vi.fn(),
  draft: vi.fn(),
  saveDraft: vi.fn(),
  discardDraft: vi.fn(),
  attachDocument: vi.fn(),
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
  rust.attachDocument.mockImplementation(() => ok({ operation: 8 }));
});

function panel(it: ConventionPage, writable = true) {
  const acts = {
    onadvance: vi.fn(),
    onattach: vi.fn(),
    onrenew: vi.fn(),
    onstepback: vi.fn(),
  };
  render(MissingPanel, { convention: it, writable, busy: false, ...acts });
  return { ...acts, user: userEvent.setup() };
}

test('a convention asks for the one thing that brings it further', async () => {
  const { user, onadvance } = panel(draft());
  expect(screen.getByText(/encore un projet/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Envoyer à la signature' }));
  expect(onadvance).toHaveBeenCalledExactlyOnceWith('sent');
  expect(screen.getAllByRole('button')).toHaveLength(1);
});

test('a step recorded by mistake can be taken back', async () => {
  const { user, onstepback } = panel(sent());
  await user.click(screen.getByRole('button', { name: 'Étape précédente' }));
  expect(onstepback).toHaveBeenCalledOnce();
});

test('a countersignature without its PDF asks for it', async () => {
  const { user, onattach } = panel(
    convention({ missing: { kind: 'countersigned_pdf', since: '2026-11-19' }, documents: [] }),
  );
  await user.click(screen.getByRole('button', { name: 'Joindre le PDF…' }));
  expect(onattach).toHaveBeenCalledOnce();
});

test('a convention that ends soon asks for the next one', async () => {
  const { user, onrenew } = panel(
    convention({ standing: { kind: 'ends_soon', ends_on: '2026-12-31', days: 37 } }),
  );
  await user.click(screen.getByRole('button', { name: 'Préparer la suivante' }));
  expect(onrenew).toHaveBeenCalledOnce();
});

test('a convention in force asks for nothing', () => {
  panel(convention());
  expect(screen.getByText('Rien. La convention est en vigueur jusqu’au 31/12/2029.')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

test('on another day there is nothing to do, only to read', () => {
  panel(sent(), false);
  expect(screen.getByText(/partie le 11\/09\/2026/)).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});

function drafting(more: object = {}) {
  const ondone = vi.fn();
  render(DraftDialog, {
    organisations: [
      { value: 'o1', label: 'CA des Trois-Rivières' },
      { value: 'o2', label: 'Ville de Landevant' },
    ],
    reference: '2026-032',
    today,
    onclose: vi.fn(),
    ondone,
    ...more,
  });
  return { ondone, user: userEvent.setup() };
}

test('a convention is drafted with days and amounts as people type them', async () => {
  const { user, ondone } = drafting();
  await user.type(screen.getByLabelText('Organisation'), 'lande{Enter}');
  await user.type(screen.getByLabelText(/^Fin/), '31/12/2029');
  await user.type(screen.getByLabelText(/^Participation/), '14 250');
  await user.type(
    screen.getByLabelText(/^Signataire pour le membre/),
    'Hervé Duchêne, vice-président',
  );
  await user.click(screen.getByRole('button', { name: /Créer le projet/ }));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(rust.execute).toHaveBeenCalledExactlyOnceWith({
    kind: 'draft_convention',
    id: ondone.mock.calls[0]?.[0],
    organisation: 'o2',
    convention: {
      kind: 'service',
      reference: '2026-032',
      object: null,
      price: 1_425_000,
      member_signatory: 'Hervé Duchêne, vice-président',
      programme_signatory: null,
      starts_on: null,
      ends_on: '2029-12-31',
    },
    drafted_on: today,
  });
  expect(rust.discardDraft).toHaveBeenCalledWith('convention:new:');
});

test('a reference that is taken is said beside its field, and nothing typed is lost', async () => {
  rust.execute.mockImplementation(() =>
    refused({ code: 'reference_taken', reference: '2026-032' }),
  );
  const { user, ondone } = drafting({ organisation: 'o1' });
  await user.click(screen.getByRole('button', { name: /Créer le projet/ }));
  const field = screen.getByLabelText('Référence');
  await waitFor(() =>
    expect(field).toHaveAccessibleDescription(/«\u202f2026-032\u202f» est déjà prise/),
  );
  expect(field).toHaveValue('2026-032');
  expect(field).toBeInvalid();
  expect(ondone).not.toHaveBeenCalled();
});

test('the convention that follows another starts from it, without its term', async () => {
  const { user, ondone } = drafting({ organisation: 'o1', from: convention().convention });
  expect(screen.getByLabelText('Référence')).toHaveValue('2026-032');
  expect(screen.getByLabelText(/^Fin/)).toHaveValue('');
  await user.click(screen.getByRole('button', { name: /Créer le projet/ }));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(rust.execute.mock.calls[0]?.[0]).toMatchObject({
    organisation: 'o1',
    convention: { object: 'Accompagnement du SAE intercommunal', price: 1_425_000, ends_on: null },
  });
});

test('a draft left half-way comes back', async () => {
  rust.draft.mockImplementation(() =>
    ok(JSON.stringify({ organisation: 'o2', drafted_on: '2026-11-20' })),
  );
  drafting();
  await waitFor(() => expect(screen.getByText('Brouillon repris')).toBeVisible());
  expect(screen.getByLabelText('Organisation')).toHaveValue('Ville de Landevant');
  expect(screen.getByLabelText('Projet commencé le')).toHaveValue('20/11/2026');
});

test('the countersignature is recorded with the term that the paper tells', async () => {
  const onclose = vi.fn();
  render(AdvanceDialog, { convention: sent(), step: 'countersigned', today, onclose });
  const user = userEvent.setup();
  const on = screen.getByLabelText('Contresignée le');
  await user.clear(on);
  await user.type(on, '19/11');
  await user.type(screen.getByLabelText(/^Début/), '1er janvier 2027');
  await user.click(screen.getByRole('button', { name: /Enregistrer la contresignature/ }));
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(rust.execute).toHaveBeenCalledExactlyOnceWith({
    kind: 'advance_convention',
    id: 'c1',
    step: 'countersigned',
    on: '2026-11-19',
    term: { starts_on: '2027-01-01', ends_on: '2029-12-31' },
  });
});

test('a step that cannot come so early is said beside its day', async () => {
  rust.execute.mockImplementation(() =>
    refused({ code: 'step_before_its_predecessor', on: '2026-09-01', before: '2026-09-11' }),
  );
  const onclose = vi.fn();
  render(AdvanceDialog, { convention: sent(), step: 'signed_by_member', today, onclose });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /Enregistrer la signature/ }));
  const on = screen.getByLabelText('Signée le');
  await waitFor(() =>
    expect(on).toHaveAccessibleDescription(/avant l’étape précédente, du 11\/09\/2026/),
  );
  expect(onclose).not.toHaveBeenCalled();
});

function attaching(more: object = {}) {
  const ondone = vi.fn();
  render(AttachDialog, {
    convention: convention({
      missing: { kind: 'countersigned_pdf', since: '2026-11-19' },
      documents: [],
    }),
    file: { token: 't1', name: SIGNED.name, size: SIGNED.size, sha256: SIGNED.sha256 },
    places: [],
    today,
    onanother: vi.fn(),
    onclose: vi.fn(),
    ondone,
    ...more,
  });
  return { ondone, user: userEvent.setup() };
}

test('the PDF that is awaited is attached as what it most likely is', async () => {
  const { user, ondone } = attaching();
  const received = screen.getByLabelText('Reçu le');
  await user.clear(received);
  await user.type(received, '19/11');
  await user.click(screen.getByRole('button', { name: /Joindre le PDF/ }));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(rust.attachDocument).toHaveBeenCalledExactlyOnceWith('t1', {
    id: ondone.mock.calls[0]?.[0],
    convention: 'c1',
    role: 'countersigned',
    received_on: '2026-11-19',
  });
});

test('a PDF that is attached elsewhere is told, and accepted', async () => {
  const place = {
    convention: 'c2',
    reference: '2024-008',
    organisation_name: 'Ville de Landevant',
    name: 'scan.pdf',
  };
  const { user, ondone } = attaching({ places: [place] });
  expect(
    screen.getByText(/déjà joint à la convention 2024-008 \(Ville de Landevant\)/),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: /Joindre le PDF/ }));
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
});

test('a PDF that is attached here already is refused beside the file', async () => {
  rust.attachDocument.mockImplementation(() =>
    refused({ code: 'already_attached', name: 'Convention signée.pdf' }),
  );
  const { user, ondone } = attaching();
  await user.click(screen.getByRole('button', { name: /Joindre le PDF/ }));
  await waitFor(() => expect(screen.getByText(/déjà joint à cette convention/)).toBeVisible());
  expect(ondone).not.toHaveBeenCalled();
});

const signatures = createRawSnippet(() => ({ render: () => '<p>Intègre</p>' }));

test('a document says what is known of it, and what its signatures are worth', () => {
  const acts = { onshow: vi.fn(), onsave: vi.fn() };
  render(DocumentCard, { document: SIGNED, shown: false, signatures, ...acts });
  for (const words of ['612 ko', 'Signée des deux parties', '19/11/2026', 'f0bd74f67fb8']) {
    expect(screen.getByText(words)).toBeVisible();
  }
  expect(screen.getByText('Intègre')).toBeVisible();
});

test('a document is shown, saved and removed from its card', async () => {
  const acts = { onshow: vi.fn(), onsave: vi.fn(), ondetach: vi.fn() };
  render(DocumentCard, { document: SIGNED, shown: false, signatures, ...acts });
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Afficher Convention signée.pdf' }));
  expect(acts.onshow).toHaveBeenCalledOnce();
  const more = () => screen.getByRole('button', { name: 'Plus, sur Convention signée.pdf' });
  await user.click(more());
  await user.click(await screen.findByText('Enregistrer une copie…'));
  expect(acts.onsave).toHaveBeenCalledOnce();
  await user.click(more());
  await user.click(await screen.findByText('Retirer'));
  expect(acts.ondetach).toHaveBeenCalledOnce();
});
