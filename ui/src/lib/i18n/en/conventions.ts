import type { ConventionKind, ConventionStanding, Missing, Role, Step } from '$lib/ipc/bindings';
import type { Messages } from '../fr';
import { day } from '../format';

type Of<T extends { kind: string }, K extends T['kind']> = Extract<T, { kind: K }>;
type Told<T extends { kind: string }> = { [K in T['kind']]: (facts: Of<T, K>) => string };

const kinds: Record<ConventionKind, string> = {
  service: 'Service convention',
  mac: 'MAC convention',
};

const steps: Record<Step, string> = {
  drafted: 'Draft',
  sent: 'To be signed',
  signed_by_member: 'Signed by the member',
  countersigned: 'Countersigned',
  ended: 'Terminated',
};

const roles: Record<Role, string> = {
  draft: 'Draft as sent',
  signed_by_member: 'Signed by the member',
  countersigned: 'Signed by both sides',
  annex: 'Annex',
};

const standing: Told<ConventionStanding> = {
  draft: () => 'Draft',
  sent: () => 'To be signed',
  signed_by_member: () => 'To be countersigned',
  upcoming: ({ starts_on }) => `In force on ${day(starts_on)}`,
  in_force: () => 'In force',
  ends_soon: ({ days }) =>
    days === 0 ? 'Ends today' : days === 1 ? 'Ends tomorrow' : `Ends in ${days} days`,
  lapsed: () => 'Lapsed',
  ended: () => 'Terminated',
};

const missing: Told<Missing> = {
  sending: () => 'Sending it for signature: it is still a draft, which binds nobody.',
  member_signature: ({ since }) =>
    `The signature of the member, to whom it was sent on ${day(since)}.`,
  countersignature: ({ since }) =>
    `The countersignature of the programme: the member signed on ${day(since)}.`,
  countersigned_pdf: ({ since }) =>
    `The PDF signed by both sides. The convention was countersigned on ${day(since)}, and nothing here shows it.`,
};

/** The words of conventions. */
export const conventions = {
  title: 'Conventions',
  kinds,
  steps,
  roles,
  standing,
  views: {
    in_force: 'In force',
    waiting: 'To see to',
    followed: 'To follow',
    ends_soon: 'Ending soon',
    over: 'Over',
    all: 'All',
  },
  leads: {
    in_force: 'Signed by both sides, and within their term',
    waiting: 'PDFs to attach, ends within 90 days: what the page Today shows',
    followed: 'Drafts, signatures awaited, PDFs to attach',
    ends_soon: 'Within 90 days: the time that a signature takes',
    over: 'Come to their end, or terminated',
    all: '',
  },
  empty: {
    in_force: 'No convention is in force.',
    waiting: 'No convention asks for anything today.',
    followed: 'No convention waits for anything.',
    ends_soon: 'No convention ends within 90 days.',
    over: 'No convention is over.',
    all: 'No convention',
    first: 'A convention binds a member to the programme. It begins with a draft.',
  },
  columns: {
    reference: 'Reference',
    organisation: 'Organisation',
    kind: 'Kind',
    standing: 'State',
    ends_on: 'End',
    price: 'Contribution',
    documents: 'Documents',
  },
  count: { one: 'convention', other: 'conventions' },
  missingPdf: 'PDF to attach',
  noEnd: 'No end',
  create: 'New convention',
  page: {
    path: 'Path of the convention',
    inForce: 'In force',
    lapsed: 'Lapsed',
    until: (to: string) => `until ${to}`,
    from: (from: string) => `from ${from}`,
    noEnd: 'no end',
    unknownDay: 'day not recorded',
    toSend: 'to be sent',
    awaited: 'awaited',
    oncePdf: (on: string) => `${on}, PDF to attach`,
    onceSigned: 'once countersigned',
    missing: 'What is missing',
    nothingMissing: 'Nothing',
    inForceUntil: (to: string) => `Nothing. The convention is in force until ${to}.`,
    inForceForGood: 'Nothing. The convention is in force, without an end.',
    upcoming: (from: string) => `Nothing. The convention comes into force on ${from}.`,
    over: (on: string) => `Nothing: the convention came to its end on ${on}.`,
    endsSoon: (to: string) =>
      `What comes next: the convention ends on ${to}, and a new one often takes three months to be signed.`,
    renew: 'Prepare the next one',
    stepBack: 'Previous step',
    more: 'More, about this convention',
    edit: 'Edit',
    end: 'Terminate…',
    record: (step: string) => `Record: ${step.toLowerCase()}…`,
    terms: 'Terms',
    termsInForce: (on: string) => `In force on ${on}`,
    termsToCome: 'Once countersigned',
    termsOver: 'What it said',
    kind: 'Kind',
    member: 'Member',
    object: 'Object',
    start: 'Start',
    startsWithCountersignature: 'with the countersignature',
    startOf: (on: string) => `${on}, day of the countersignature`,
    finish: 'End',
    price: 'Contribution',
    aYear: (amount: string) => `${amount} a year`,
    memberSignatory: 'Signatory',
    programmeSignatory: 'For the programme',
  },
  documents: {
    title: 'Documents',
    count: { one: 'document', other: 'documents' },
    none: 'No document. Attach the convention as it came back signed.',
    noneThen: 'No document had been received on that day.',
    attach: 'Attach a PDF…',
    attachCountersigned: 'Attach the PDF…',
    role: 'Document',
    received: 'Received on',
    sha256: 'Fingerprint',
    sha256Whole: (sha256: string) => `SHA-256 ${sha256}`,
    shown: (name: string) => `Show ${name}`,
    more: (name: string) => `More, about ${name}`,
    save: 'Save a copy…',
    saved: 'Copy saved',
    detach: 'Remove',
  },
  form: {
    draft: 'New convention',
    draftSubmit: 'Create the draft',
    edit: (reference: string) => `Edit convention ${reference}`,
    editSubmit: 'Save',
    organisation: 'Organisation',
    kind: 'Kind',
    reference: 'Reference',
    referenceHelp: 'The number printed on the convention',
    object: 'Object',
    price: 'Contribution each year',
    starts_on: 'Start',
    startsHelp: 'Empty: the day of the countersignature',
    ends_on: 'End',
    endsHelp: 'Empty: no end',
    member_signatory: 'Signatory for the member',
    programme_signatory: 'Signatory for the programme',
    signatoryHelp: 'A name, then a function after a comma',
    drafted_on: 'Draft begun on',
  },
  advance: {
    title: {
      drafted: 'Begin the draft',
      sent: 'Send for signature',
      signed_by_member: 'Record the signature of the member',
      countersigned: 'Record the countersignature',
      ended: 'Terminate the convention',
    },
    on: {
      drafted: 'Begun on',
      sent: 'Sent on',
      signed_by_member: 'Signed on',
      countersigned: 'Countersigned on',
      ended: 'Ends on',
    },
    submit: {
      drafted: 'Begin',
      sent: 'Record the sending',
      signed_by_member: 'Record the signature',
      countersigned: 'Record the countersignature',
      ended: 'Terminate',
    },
    countersignedLead: 'Check the term as the signed convention tells it.',
    endedLead:
      'The convention stops before its term, by agreement or because one side denounces it.',
  },
  attach: {
    title: 'Attach this PDF',
    file: 'File',
    role: 'What it is',
    received: 'Received on',
    submit: 'Attach the PDF',
    another: 'Choose another file…',
    elsewhere: (reference: string, organisation: string, name: string) =>
      `The same file is attached to convention ${reference} (${organisation}) already, as “${name}”. You can attach it here too.`,
  },
  missing,
} satisfies Messages['conventions'];
