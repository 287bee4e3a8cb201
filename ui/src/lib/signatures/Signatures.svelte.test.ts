import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { SignatureCard } from '$lib/ipc/bindings';
import Signatures from './Signatures.svelte';
import { statement, type Report, type Signature } from './said';

vi.mock('$lib/ipc/bindings', () => ({ commands: {}, events: {} }));

/** Signed by one person, time-stamped, whole, and recognised. */
const SIGNATURE: Signature = {
  field: 'Signature1',
  kind: 'approval',
  sub_filter: 'ETSI.CAdES.detached',
  integrity: 'intact',
  coverage: 'whole',
  revision: 1,
  signed_length: 612_000,
  changes: 'none',
  changed: [],
  permission: null,
  signer: {
    name: 'Hervé Duchêne',
    organisation: 'CA des Trois-Rivières',
    email: null,
    qualified: true,
    seal: false,
  },
  claimed_at: '2026-10-02T14:41:00Z',
  stamp: {
    at: '2026-10-02T14:41:05Z',
    authority: null,
    integrity: 'intact',
    trust: 'trusted',
  },
  day: { at: '2026-10-02T14:41:05Z', source: 'stamp' },
  motive: null,
  place: null,
  level: 'B-T',
  algorithm: { key: { kind: 'rsa', bits: 3072 }, padding: 'pkcs1', digest: 'sha256' },
  weaknesses: [],
  chain: [],
  trust: 'trusted',
  reasons: [],
};

function card(signatures: Partial<Signature>[], report: Partial<Report> = {}): SignatureCard {
  return {
    document: 'd1',
    absent: [],
    report: {
      verdict: 'whole',
      reasons: [],
      revisions: 1,
      encrypted: false,
      scanned: false,
      signatures: signatures.map((it) => ({ ...SIGNATURE, ...it })),
      ...report,
    },
  };
}

const show = (it: SignatureCard | undefined) => {
  const onunlock = vi.fn();
  const onearlier = vi.fn();
  const { container } = render(Signatures, { card: it, onunlock, onearlier });
  const green = [...container.querySelectorAll('.badge.good')].map((one) => one.textContent);
  return { onunlock, onearlier, green: green.map((one) => one.trim()) };
};

test('a signature is green only when all of it is true', () => {
  expect(show(card([{}])).green).toEqual(['Intègre', 'Certificat reconnu']);
  expect(screen.getByText('Hervé Duchêne')).toBeVisible();
  expect(screen.getByText('Rien n’a changé depuis la signature.')).toBeVisible();
});

test.each<[Partial<Signature>, string, string[]]>([
  [{ integrity: 'broken' }, 'Altérée', []],
  [{ integrity: 'unknown' }, 'Non vérifiable', []],
  [{ coverage: 'partial' }, 'Ne couvre pas tout le fichier', ['Certificat reconnu']],
  [{ changes: 'suspicious' }, 'Modifiée après signature', ['Certificat reconnu']],
  [{ changes: 'unreadable' }, 'Suivie d’ajouts illisibles', ['Certificat reconnu']],
  [{ trust: 'not_evaluated' }, 'Confiance non évaluée', ['Intègre']],
  [{ trust: 'unknown' }, 'Certificat inconnu', ['Intègre']],
  [{ trust: 'expired' }, 'Certificat expiré', ['Intègre']],
  [{ trust: 'revoked' }, 'Certificat révoqué', ['Intègre']],
])('%o says « %s »', (change, words, green) => {
  expect(show(card([change])).green).toEqual(green);
  expect(screen.getByText(words)).toBeVisible();
});

test('what was touched after a signature is said, once each', () => {
  const touched = { code: 'page', number: 2 } as const;
  const change = { revision: 2, touched, permitted: false };
  show(card([{ changes: 'suspicious', changed: [change, { ...change, revision: 3 }] }]));
  expect(screen.getAllByText(/la page 2 a été modifiée/)).toHaveLength(1);
});

test('what is permitted is read in one go, and what is not stands by itself', () => {
  const change = (field: string, permitted: boolean) => ({
    revision: 2,
    touched: { code: 'field' as const, field },
    permitted,
  });
  const changed = [change('Lieu', true), change('Date', true), change('Prix', false)];
  show(card([{ changes: 'suspicious', changed }]));
  expect(screen.getByText(/^Permis.*« Lieu ».*; .*« Date »/)).toBeVisible();
  expect(screen.getByText(/^Non permis.*« Prix »/)).toBeVisible();
});

test('a time-stamp by somebody unknown is told from one that is recognised', () => {
  const authority = {
    name: 'Horloge Exemple',
    organisation: null,
    email: null,
    qualified: false,
    seal: false,
  };
  const at = '2026-10-02T14:41:05Z';
  const stamp = { at, authority, integrity: 'intact', trust: 'trusted' } as const;
  show(card([{ stamp }]));
  expect(screen.getByText(/, horodatée par Horloge Exemple$/)).toBeVisible();
  show(card([{ stamp: { ...stamp, trust: 'not_evaluated' } }]));
  expect(screen.getByText(/selon un horodatage de Horloge Exemple, non reconnu$/)).toBeVisible();
});

test('a scan and a file without signature say so, and nothing is green', () => {
  expect(show(card([], { verdict: 'no_signature', scanned: true })).green).toEqual([]);
  expect(screen.getByText('Signature manuscrite numérisée')).toBeVisible();
  expect(show(card([], { verdict: 'no_signature' })).green).toEqual([]);
  expect(screen.getByText('Aucune signature électronique')).toBeVisible();
});

test('a locked file asks for its password', async () => {
  const { onunlock } = show(card([], { verdict: 'locked' }));
  await userEvent.click(screen.getByRole('button', { name: 'Donner le mot de passe…' }));
  expect(onunlock).toHaveBeenCalledOnce();
});

test('what was signed can be seen where something came after', async () => {
  const { onearlier } = show(card([{ changes: 'permitted' }, {}]));
  await userEvent.click(screen.getByRole('button', { name: 'Voir la version signée' }));
  expect(onearlier).toHaveBeenCalledExactlyOnceWith(0);
});

test.each<Partial<Signature>>([
  { changes: 'none' },
  { changes: 'suspicious', integrity: 'broken' },
  { changes: 'suspicious', coverage: 'partial', signed_length: null },
])('no version is shown as signed that was not: %o', (it) => {
  show(card([it]));
  expect(screen.queryByRole('button', { name: 'Voir la version signée' })).toBeNull();
});

test('whoever should have signed and has not is named', () => {
  show({ ...card([{}]), absent: ['Agnès Morvan, directrice'] });
  expect(screen.getByText(/Signataire attendu.*Agnès Morvan, directrice/)).toBeVisible();
});

test('until it is read nothing is said', () => {
  show(undefined);
  expect(screen.getByRole('status')).toHaveTextContent('Lecture des signatures…');
});

test('the printed report says what the card says', () => {
  const document = {
    id: 'd1',
    role: 'countersigned',
    name: 'Convention signée.pdf',
    sha256: 'f0bd',
    size: 612_000,
    received_on: '2026-11-19',
  } as const;
  const said = statement(document, card([{ trust: 'not_evaluated' }]), '2026-11-27T10:00:00Z');
  expect(said.title).toBe('Convention signée.pdf');
  const part = said.parts[1];
  expect(part?.title).toBe('Hervé Duchêne');
  expect(part?.values[0]).toEqual({ label: 'Verdict', value: 'Intègre, Confiance non évaluée' });
  expect(part?.notes).toContain('Rien n’a changé depuis la signature.');
});
