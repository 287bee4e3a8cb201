import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { FieldChange, JournalLine } from '$lib/ipc/bindings';
import ChangeList from './ChangeList.svelte';
import FilterDialog from './FilterDialog.svelte';
import { addressOf, asked, filterOf } from './filter';
import { deed, notionOf, subject } from './words';

const line = (more: Partial<JournalLine>): JournalLine => ({
  operation: 7,
  at: '2026-11-24T09:00:00Z',
  actor: 'Camille Aubry',
  kind: 'add_note',
  about: 'add_note',
  brings_back: false,
  subject: 'Université de Valmont',
  rows: 1,
  undoes: null,
  undone_by: null,
  ...more,
});

test('an operation says what it did, and what it took or brought back', () => {
  expect(deed(line({}))).toBe('Note ajoutée');
  const undo = { kind: 'undo', undoes: 7 };
  expect(deed(line(undo))).toBe('Annulé\u202f: Note ajoutée');
  expect(deed(line({ ...undo, brings_back: true }))).toBe('Rétabli\u202f: Note ajoutée');
});

test('a meeting without a title is called by the body that meets', () => {
  expect(subject(line({ subject: 'plenary' }))).toBe('Plénière');
  expect(subject(line({ subject: null }))).toBe('');
});

test.each([
  ['import_members', 'members'],
  ['end_membership', 'members'],
  ['add_post', 'people'],
  ['detach_document', 'conventions'],
  ['record_absences', 'meetings'],
  ['validate_minutes', 'meetings'],
  ['change_settings', 'others'],
])('%s belongs to %s', (kind, notion) => {
  expect(notionOf(kind)).toBe(notion);
});

test('a filter is an address, and comes back from it', () => {
  const filter = {
    what: 'meetings',
    who: 'Léo & Maud',
    row: 'm1',
    from: '2026-11-01',
    to: '2026-11-30',
  };
  const address = addressOf(filter, 12);
  expect(filterOf(new URLSearchParams(address))).toEqual(filter);
  expect(address).toMatch(/&operation=12$/);
  expect(addressOf({})).toBe('');
});

test('a notion is asked for by its commands, and a day from its first hour to its last', () => {
  const query = asked({ what: 'people', from: '2026-11-24', to: '2026-11-24' }, null);
  expect(query.kinds).toEqual([
    'create_person',
    'edit_person',
    'add_post',
    'edit_post',
    'end_post',
    'remove_post',
  ]);
  const hours = (Date.parse(query.until ?? '') - Date.parse(query.from ?? '')) / 3_600_000;
  expect(hours).toBe(24);
  expect(asked({ what: 'undo' }, 9)).toMatchObject({ kinds: ['undo'], from: null, before: 9 });
});

test('who, what and when are asked in one dialog', async () => {
  const onfilter = vi.fn();
  const onclose = vi.fn();
  render(FilterDialog, {
    filter: { who: 'Camille Aubry' },
    kinds: ['add_note', 'undo'],
    actors: ['Camille Aubry', 'Maud Le Guellec'],
    organisations: [{ value: 'o1', label: 'Université de Valmont' }],
    today: '2026-11-24',
    onfilter,
    onclose,
  });
  const user = userEvent.setup();
  expect(screen.getByLabelText('Qui')).toHaveValue('Camille Aubry');
  await user.type(screen.getByLabelText('Quoi'), 'note aj{Enter}');
  await user.type(screen.getByLabelText('Organisation'), 'valm{Enter}');
  await user.type(screen.getByLabelText('Du'), '1/11');
  await user.click(screen.getByRole('button', { name: /^Afficher/ }));
  expect(onfilter).toHaveBeenCalledExactlyOnceWith({
    what: 'add_note',
    who: 'Camille Aubry',
    row: 'o1',
    from: '2026-11-01',
    to: undefined,
  });
  expect(onclose).toHaveBeenCalledOnce();
});

const change = (more: Partial<FieldChange>): FieldChange => ({
  table: 'convention',
  row: 'c1',
  subject: '2026-031',
  field: 'object',
  before: null,
  after: null,
  ...more,
});

/** The cells of the line of a field. */
const cells = (field: string) =>
  within(screen.getByRole('row', { name: new RegExp(`^${field}`) }))
    .getAllByRole('cell')
    .map((it) => it.textContent);

test('fields are told before and after, in words', () => {
  render(ChangeList, {
    changes: [
      change({ field: 'kind', before: 'service', after: 'mac' }),
      change({ field: 'price_cents', after: '1425000' }),
      change({ field: 'ends_on', before: '2026-12-31', after: '2027-12-31' }),
      change({ field: 'organisation_id', before: 'Valmont', after: 'Rocheclaire' }),
      change({ field: 'meeting_id', after: 'technical' }),
      change({
        table: 'setting',
        row: 'programme',
        subject: null,
        field: 'value',
        after: 'Lanterne',
      }),
    ],
  });
  expect(cells('Nature')).toEqual(['Convention de service', 'Convention MAC']);
  expect(cells('Participation')).toEqual(['Vide', '14\u202f250,00\u202f€']);
  expect(cells('Fin')).toEqual(['31/12/2026', '31/12/2027']);
  expect(cells('Organisation')).toEqual(['Valmont', 'Rocheclaire']);
  expect(cells('Réunion')).toEqual(['Vide', 'Multilatérale technique']);
  expect(screen.getByText('Réglage · Nom du programme')).toBeVisible();
});

test('where only the order changed, the journal says so', () => {
  const moved = { table: 'agenda_item', row: 'i1', subject: 'Tour de table' };
  render(ChangeList, {
    changes: [change({ ...moved, field: 'position', before: '3', after: '5' })],
  });
  expect(screen.getByText('Rien d’autre que l’ordre.')).toBeVisible();
});
