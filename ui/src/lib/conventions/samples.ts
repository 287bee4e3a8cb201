// What the tests of this folder start from.

import type { ConventionPage, DocumentLine } from '$lib/ipc/bindings';

/** The PDF that both sides signed. */
export const SIGNED: DocumentLine = {
  id: 'd1',
  role: 'countersigned',
  name: 'Convention signée.pdf',
  sha256: 'f0bd74f67fb83631b887141ede6447a221439329277f9325c569f3181134d330',
  size: 612_000,
  received_on: '2026-11-19',
};

/** Countersigned on 19 November 2026, in force, with its PDF. */
export function convention(change: Partial<ConventionPage> = {}): ConventionPage {
  return {
    id: 'c1',
    organisation: 'o1',
    organisation_name: 'CA des Trois-Rivières',
    convention: {
      kind: 'service',
      reference: '2026-031',
      object: 'Accompagnement du SAE intercommunal',
      price: 1_425_000,
      member_signatory: null,
      programme_signatory: null,
      starts_on: null,
      ends_on: '2029-12-31',
    },
    path: [
      { step: 'drafted', on: '2026-09-03' },
      { step: 'sent', on: '2026-09-11' },
      { step: 'signed_by_member', on: '2026-10-02' },
      { step: 'countersigned', on: '2026-11-19' },
    ],
    standing: { kind: 'in_force', ends_on: '2029-12-31' },
    missing: null,
    next_steps: ['ended'],
    can_step_back: false,
    documents: [SIGNED],
    signatures: [],
    ...change,
  };
}

/** Still a draft. */
export const draft = (): ConventionPage =>
  convention({
    path: [{ step: 'drafted', on: '2026-09-03' }],
    standing: { kind: 'draft', since: '2026-09-03' },
    missing: { kind: 'sending' },
    next_steps: ['sent', 'signed_by_member', 'countersigned'],
    documents: [],
  });

/** Sent to the member, who has not signed yet. */
export const sent = (): ConventionPage =>
  convention({
    path: [
      { step: 'drafted', on: '2026-09-03' },
      { step: 'sent', on: '2026-09-11' },
    ],
    standing: { kind: 'sent', since: '2026-09-11' },
    missing: { kind: 'member_signature', since: '2026-09-11' },
    next_steps: ['signed_by_member', 'countersigned'],
    can_step_back: true,
    documents: [],
  });
