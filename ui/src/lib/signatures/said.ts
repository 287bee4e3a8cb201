// What is said of the signatures of a file: never more than the report knows.
//
// Integrity and trust are told apart, and only what is true without reserve is green. A signature
// that does not verify says nothing of its signer, so no trust is shown beside it.

import { count, m, moment } from '$lib/i18n';
import { told } from '$lib/ipc';
import type {
  DocumentLine,
  SignatureCard,
  Statement,
  StatementPart,
  StatementValue,
} from '$lib/ipc/bindings';
import type { Shape } from '$lib/shared';

export type Report = SignatureCard['report'];
export type Signature = Report['signatures'][number];
type Change = Signature['changed'][number];

/** A word with its shape. */
export interface Mark {
  shape: Shape;
  text: string;
}

/** What is said of one signature. */
export interface Said {
  title: string;
  marks: Mark[];
  facts: StatementValue[];
  /** What matters, a sentence each. */
  notes: string[];
  /** Why, for those who want to know. */
  reasons: string[];
}

/** What is said of the file as a whole: where there are signatures they speak for themselves. */
export function sayFile(report: Report): { marks: Mark[]; notes: string[] } {
  const words = m.signatures.file;
  const reasons = report.reasons.map(reason);
  switch (report.verdict) {
    case 'no_signature':
      return report.scanned
        ? { marks: [{ shape: 'nil', text: words.scanned }], notes: [words.scannedWhy] }
        : { marks: [{ shape: 'nil', text: words.none }], notes: [words.noneWhy] };
    case 'locked':
      return { marks: [{ shape: 'unknown', text: words.locked }], notes: reasons };
    case 'unreadable':
      return {
        marks: [{ shape: 'bad', text: words.unreadable }],
        notes: [words.unreadableWhy, ...reasons],
      };
    case 'whole':
    case 'permitted_update':
    case 'suspicious':
    case 'invalid':
      return { marks: [], notes: reasons };
  }
}

/** Whether the bytes are those that were signed, and what became of the file since. */
function integrity(it: Signature): Mark {
  const words = m.signatures.integrity;
  switch (it.integrity) {
    case 'broken':
      return { shape: 'bad', text: words.broken };
    case 'unknown':
      return { shape: 'unknown', text: words.unknown };
    case 'intact':
      break;
  }
  if (it.coverage === 'partial') return { shape: 'bad', text: words.partial };
  switch (it.changes) {
    case 'suspicious':
      return { shape: 'bad', text: words.changed };
    case 'unreadable':
      return { shape: 'bad', text: words.followed };
    case 'none':
    case 'permitted':
      return { shape: 'good', text: words.intact };
  }
}

/** Whether the certificate leads to an authority that the club trusts. */
function trust(it: Signature): Mark {
  const shapes: Record<Signature['trust'], Shape> = {
    trusted: 'good',
    not_evaluated: 'unknown',
    unknown: 'unknown',
    expired: 'attention',
    not_yet_valid: 'attention',
    revoked: 'bad',
    unfit: 'bad',
  };
  return { shape: shapes[it.trust], text: m.signatures.trust[it.trust] };
}

/** What is said of one signature. */
export function say(it: Signature): Said {
  const words = m.signatures;
  const facts: StatementValue[] = [];
  const add = (label: string, value: string | null | undefined) => {
    if (value) facts.push({ label, value });
  };
  const signer = it.signer;
  add(it.kind === 'document_time_stamp' ? words.authority : words.signer, signer?.name);
  add(words.organisation, signer?.organisation);
  add(words.email, signer?.email);
  add(words.certificate, certificate(it));
  add(words.signedAt, signedAt(it));
  add(words.motive, it.motive);
  add(words.place, it.place);
  add(words.level, it.level && words.levels(it.level));
  add(words.algorithm, it.algorithm && algorithm(it.algorithm));

  const notes = [since(it), ...it.weaknesses.map((one) => told(m.signatures.weak, one))];
  if (it.integrity !== 'broken') notes.push(...touched(it.changed));
  if (it.integrity === 'intact' && it.trust === 'not_evaluated') notes.push(words.trustWhy);
  return {
    title: signer?.name ?? words.kinds[it.kind],
    marks: it.integrity === 'intact' ? [integrity(it), trust(it)] : [integrity(it)],
    facts,
    notes,
    reasons: it.reasons.map(reason),
  };
}

/** The same facts, those that a card has room for. */
export const CARD_FACTS = 4;

function certificate(it: Signature): string | undefined {
  const words = m.signatures;
  const said = [it.signer?.qualified && words.qualified, it.signer?.seal && words.seal];
  return said.filter((one) => typeof one === 'string').join(', ') || undefined;
}

function signedAt(it: Signature): string | undefined {
  const words = m.signatures;
  if (it.stamp) {
    const at = moment(it.stamp.at);
    const by = it.stamp.authority?.name;
    if (it.stamp.integrity !== 'intact') return words.stampFails(at);
    // Anybody can make one of those.
    if (it.stamp.trust !== 'trusted') {
      return by ? words.stampedByUntrusted(at, by) : words.stampedUntrusted(at);
    }
    return by ? words.stampedBy(at, by) : words.stamped(at);
  }
  return it.claimed_at ? words.claimed(moment(it.claimed_at)) : undefined;
}

/** What became of the file since the signature. */
function since(it: Signature): string {
  const words = m.signatures.since;
  switch (it.integrity) {
    case 'broken':
      return words.broken;
    case 'unknown':
      return words.unknown;
    case 'intact':
      break;
  }
  if (it.coverage === 'partial') return words.partial;
  return words[it.changes];
}

function touched(changes: Change[]): string[] {
  const said = changes
    // What nothing uses changes nothing for anybody; the report in JSON has it.
    .filter(
      (it) => !it.permitted || (it.touched.code !== 'nothing' && it.touched.code !== 'structure'),
    )
    .map((it) => ({ permitted: it.permitted, what: told(m.signatures.touched, it.touched) }));
  const permitted = new Set(said.filter((it) => it.permitted).map((it) => it.what));
  const others = new Set(said.filter((it) => !it.permitted).map((it) => it.what));
  // What is permitted is read in one go; what is not stands out, each by itself.
  return [
    ...[...others].map(m.signatures.notPermitted),
    ...(permitted.size > 0 ? [m.signatures.permitted([...permitted])] : []),
  ];
}

/**
 * The length of the file as it was when it was signed, where something came after. What was signed
 * by bytes that do not verify is nothing to show.
 */
export function earlier(it: Signature): number | undefined {
  return it.integrity === 'intact' && it.changes !== 'none' && it.signed_length !== null
    ? it.signed_length
    : undefined;
}

/** A reason in words. */
const reason = (it: Report['reasons'][number]): string => told(m.signatures.reasons, it);

function algorithm(it: NonNullable<Signature['algorithm']>): string {
  const key = (() => {
    switch (it.key.kind) {
      case 'rsa':
        return `RSA ${it.padding === 'pss' ? 'PSS ' : ''}${count(it.key.bits)}`;
      case 'ecdsa':
        return `ECDSA ${it.key.curve}`;
      case 'ed25519':
        return 'Ed25519';
      case 'ed448':
        return 'Ed448';
      case 'other':
        return it.key.oid;
    }
  })();
  return `${key}, ${digest(it.digest)}`;
}

/** A digest as its standard writes it: `sha3_256` is SHA3-256. */
export function digest(it: NonNullable<Signature['algorithm']>['digest']): string {
  if (typeof it !== 'string') return it.other.oid;
  return it
    .replace(/^sha(\d{3})$/, 'SHA-$1')
    .replace('_', '-')
    .toUpperCase()
    .replace('SHA1', 'SHA-1');
}

/** The report in words, as it is printed. */
export function statement(document: DocumentLine, card: SignatureCard, now: string): Statement {
  const words = m.signatures;
  const file = sayFile(card.report);
  const part = (it: Signature): StatementPart => {
    const said = say(it);
    const marks = said.marks.map((mark) => mark.text).join(', ');
    return {
      title: said.title,
      values: [{ label: words.verdict, value: marks }, ...said.facts],
      notes: [...said.notes, ...said.reasons],
    };
  };
  return {
    kind: words.report,
    title: document.name,
    lead: [...file.marks.map((it) => it.text), ...file.notes, ...card.absent.map(words.absent)],
    parts: [
      {
        title: words.file.title,
        values: [
          { label: 'SHA-256', value: document.sha256 },
          { label: words.file.signatures, value: count(card.report.signatures.length) },
          { label: words.file.revisions, value: count(card.report.revisions) },
        ],
        notes: [],
      },
      ...card.report.signatures.map(part),
    ],
    made_at: words.madeAt(moment(now)),
  };
}
