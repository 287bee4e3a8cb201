import type { SignatureCard } from '../../ipc/bindings';
import type { Messages } from '../index';
import type { Sentences } from '../sentences';
import { count, moment } from '../format';

type Report = SignatureCard['report'];
type Reason = Report['reasons'][number];
type Signature = Report['signatures'][number];
type Touched = Signature['changed'][number]['touched'];
type Weakness = Signature['weaknesses'][number];

/** What of a file cannot be read. */
const faults: Record<Extract<Reason, { code: 'unreadable' }>['fault'], string> = {
  header: 'it does not begin as a PDF',
  end: 'it does not end as a PDF',
  table: 'the table of cross-references',
  trailer: 'the end of the table of cross-references',
  xref_stream: 'the stream of cross-references',
  loop: 'cross-references that lead back to themselves',
  syntax: 'a value',
  number: 'a number',
  string: 'a string',
  key_twice: 'a dictionary that says one thing twice',
  too_deep: 'values too deep in one another',
  too_large: 'more than is worth reading',
  object_header: 'the beginning of an object',
  object_number: 'an object that is not the one that cross-references tell',
  object_end: 'the end of an object',
  object_stream: 'a stream of objects',
  object_twice: 'a stream that holds an object twice',
  stream_start: 'the beginning of a stream',
  stream_length: 'the length of a stream',
  filter: 'a filter',
  compression: 'compressed data',
  predictor: 'predicted data',
  encryption: 'the encryption',
  catalog: 'the root of the document',
  page_tree: 'the page tree',
  structure_tree: 'the logical structure',
  form: 'the form',
  in_place: 'something that should be an object of its own',
  signature: 'a signature',
  byte_range: 'the bytes that a signature covers',
  permission: 'what a signature permits',
  lock: 'what a signature locks',
};

/** What a signature permits afterwards. */
const permits: Record<Extract<Reason, { code: 'change_forbidden' }>['permission'], string> = {
  nothing: 'nothing',
  forms: 'filling in forms and signing',
  annotations: 'filling in forms, signing and annotating',
};

const at = (offset: number | null) => (offset === null ? '' : ` at byte ${count(offset)}`);

/** Why a verdict is what it is. */
const reasons: Sentences<Reason> = {
  unreadable: ({ fault, offset }) => `The file cannot be read${at(offset)}: ${faults[fault]}.`,
  password_needed: () => 'The file is encrypted and asks for a password.',
  key_needed: () => 'The file is encrypted for a recipient: no password opens it.',
  usage_rights: () => 'A signature gives rights of use to a program: it binds nobody.',
  defined_twice: ({ object }) => `Object ${object} is defined twice: each reader shows another.`,
  seen_by_some: ({ object }) => `Object ${object} exists for some readers, and not for others.`,
  signature_removed: ({ field }) =>
    `The signature of the field “${field}”, which the file once had, is gone.`,
  linearized_since: () =>
    'The beginning of the file names another place to start from, which came true only after it was signed.',
  bytes_after_end: ({ bytes }) => `${count(bytes)} bytes follow the end of the file.`,
  objects_after_end: ({ bytes }) =>
    `${count(bytes)} bytes follow the end of the file, where forgiving readers would find objects.`,
  sub_filter_unknown: ({ name }) => `A kind of signature that is not verified here (${name}).`,
  kind_contradicts: () => 'The signature says to be of one kind and is made as another.',
  byte_range_outside: () => 'The covered bytes lie outside the file.',
  byte_range_odd: ({ numbers }) =>
    `The covered bytes are told by ${numbers} numbers instead of four.`,
  gap_elsewhere: ({ from, to }) =>
    `What is not covered (bytes ${count(from)} to ${count(to)}) is not the place of the signature alone.`,
  ends_in_revision: ({ at }) =>
    `The covered bytes end at ${count(at)}, before the end of the revision.`,
  change_unreadable: ({ fault, offset }) =>
    `A change cannot be read${at(offset)}: ${faults[fault]}.`,
  change_forbidden: ({ permission }) => `The signature permits only this: ${permits[permission]}.`,
  object_unexplained: ({ object, revision }) =>
    `No rule explains object ${object} of revision ${revision}.`,
  object_freed: ({ object }) => `Object ${object} was removed.`,
  object_reused: ({ object }) => `Object ${object} was put in the place of another.`,
  points_into_signed_bytes: ({ object }) =>
    `Object ${object}, hidden among the signed bytes, was brought to light.`,
  cross_references_in_signed_bytes: () =>
    'The cross-references of a later revision lie among the signed bytes.',
  cross_references_loose: () =>
    'The cross-references of a later revision are not written as the standard has them: each reader counts them otherwise.',
  trailer_changed: ({ key }) =>
    `The end of a later revision says something else than before: ${key}.`,
  gap_filled: ({ object }) =>
    `Object ${object}, absent when the file was signed, was put there since.`,
  reference_to_nothing: ({ object }) => `Object ${object}, which is referred to, does not exist.`,
  too_many_ways: () => 'Objects refer to one another in more ways than can be followed.',
  key_removed: ({ key }) => `${key} was taken from a dictionary.`,
  catalog_changed: ({ key }) => `The root of the document has changed: ${key}.`,
  metadata_malformed: () => 'The metadata are not read alike everywhere.',
  security_store_malformed: () => 'What verifies certificates is malformed, or has lost something.',
  form_malformed: () => 'The form is malformed.',
  form_changed: ({ key }) => `The form has changed: ${key}.`,
  field_removed: ({ field }) => `The field “${field}” was removed.`,
  field_added: ({ field }) => `The field “${field}” was added, and is no field to be signed.`,
  field_kind_changed: ({ field }) => `The field “${field}” is of another kind now.`,
  field_changed: ({ field, key }) =>
    `More than the value of the field “${field}” has changed: ${key}.`,
  field_locked: ({ field }) => `The field “${field}” was locked by the signature.`,
  visible_field_after_certification: ({ field }) =>
    `The visible field “${field}” was added after the certification.`,
  signature_malformed: ({ field }) => `The later signature “${field}” is malformed.`,
  appearance_malformed: ({ field }) => `The appearance of the field “${field}” is malformed.`,
  appearance_shared: ({ field }) =>
    `The appearance of the field “${field}” is also that of something else.`,
  page_tree_changed: () => 'Pages were added, removed or moved.',
  page_changed: ({ page }) => `Page ${page} has changed beyond its annotations.`,
  annotations_malformed: ({ page }) => `The annotations of page ${page} are malformed.`,
  annotations_removed: ({ page }) => `Annotations of page ${page} were removed.`,
  annotations_added: ({ page }) => `Annotations were added to page ${page}.`,
  container_unreadable: () => 'The container of the signature cannot be read.',
  content_misplaced: () => 'The container holds what it signs where it should not.',
  content_type_differs: () => 'What is signed is not of the kind that was announced.',
  attribute_not_once: ({ oid }) => `An attribute is missing or repeated (${oid}).`,
  attributes_out_of_order: () =>
    'The signed attributes are not in the order that the standard signs.',
  digest_differs: () => 'The covered bytes are not those that were signed.',
  signature_differs: () => 'The signature was not made with the key of this certificate.',
  algorithms_contradict: () => 'The announced algorithms contradict one another.',
  algorithm_unsupported: ({ oid }) => `An algorithm that is not verified here (${oid}).`,
  signer_certificate_missing: () => 'The certificate of the signer is not with the signature.',
  signer_certificate_unreadable: () => 'The certificate of the signer cannot be read.',
  signer_certificate_differs: () => 'The certificate is not the one that the signer named.',
  stamp_fails: () => 'The time-stamp does not verify.',
  stamp_of_other_bytes: () => 'The time-stamp is one of other bytes.',
  claimed_in_future: () => 'The signer claims a day that is yet to come, which does not count.',
  issuer_not_granted: ({ issuer }) =>
    `“${issuer}” is on the list of a State, which did not recognise it on that day.`,
  issuer_unknown: ({ issuer }) => `No certificate of “${issuer}” is known.`,
  certificate_expired: ({ subject, at }) =>
    `The certificate of ${subject} expired on ${moment(at)}.`,
  certificate_not_yet_valid: ({ subject, at }) =>
    `The certificate of ${subject} is valid only from ${moment(at)}.`,
  certificate_revoked: ({ subject, at }) =>
    `The certificate of ${subject} has been revoked since ${moment(at)}.`,
  certificate_unfit: ({ subject }) => `The certificate of ${subject} may not be used for this.`,
};

/** What was touched after a signature. */
const touched: Sentences<Touched> = {
  signature: ({ field }) => `the field “${field}” was signed`,
  time_stamp: () => 'a time-stamp of the document was added',
  signature_field: ({ field }) => `a field to be signed was added (“${field}”)`,
  field: ({ field }) => `the field “${field}” of the form was filled in`,
  security_store: () => 'what verifies certificates was added',
  form: () => 'the form was changed',
  information: () => 'the title, the author or the dates of the file were changed',
  metadata: () => 'the metadata of the file were changed',
  catalog: () => 'the root of the document was changed',
  page: ({ number }) => (number === null ? 'pages were changed' : `page ${number} was changed`),
  annotations: ({ page }) => `an annotation of page ${page} was added or changed`,
  structure: () => 'the structure of the file was written again',
  nothing: () => 'an object was written again without any change',
  object: ({ object }) => `an object of the file was changed (no. ${object})`,
  freed: ({ object }) => `an object of the file was removed (no. ${object})`,
};

const digestName = (digest: Extract<Weakness, { code: 'digest' }>['digest']) =>
  typeof digest === 'string' ? digest.toUpperCase() : digest.other.oid;

/** What makes a signature weaker than it should be. */
const weak: Sentences<Weakness> = {
  digest: ({ digest }) =>
    `The digest ${digestName(digest)} is weak: two different texts can share it.`,
  short_key: ({ bits }) => `The key is too short (${bits} bits).`,
  signer_not_named: () =>
    'Nothing that is signed names the certificate of the signer: another could take its place.',
};

/** What is said of the signatures of a file. */
export const signatures: Messages['signatures'] = {
  reading: 'Reading the signatures…',
  report: 'Report on signatures',
  verdict: 'Verdict',
  earlier: {
    see: 'See the signed version',
    shown: (who: string) => `The file as ${who} signed it, without what came after.`,
    back: 'See the file received',
  },
  details: 'Details',
  exportPdf: 'Export the report (PDF)…',
  exportJson: 'Export the report (JSON)…',
  exporting: 'Exporting the report on signatures',
  exported: 'Report exported',
  madeAt: (at) => `Made by Cercle on ${at}.`,
  absent: (name) => `Expected signatory: ${name}, who is not among the signers of this file.`,
  signer: 'Signer',
  authority: 'Authority',
  organisation: 'Organisation',
  email: 'Address',
  certificate: 'Certificate',
  qualified: 'says to be qualified',
  seal: 'seal of an organisation',
  signedAt: 'Signed on',
  stamped: (at) => `${at}, time-stamped`,
  stampedBy: (at, by) => `${at}, time-stamped by ${by}`,
  stampedByUntrusted: (at, by) => `${at}, by a time-stamp of ${by}, not recognised`,
  stampedUntrusted: (at) => `${at}, by a time-stamp that is not recognised`,
  stampFails: (at) => `${at}, time-stamp not verified`,
  claimed: (at) => `${at}, according to the signer`,
  motive: 'Reason',
  place: 'Place',
  level: 'Level',
  levels: (level) => `PAdES ${level}, by its structure`,
  algorithm: 'Algorithm',
  kinds: {
    approval: 'Signature',
    certification: 'Certification',
    document_time_stamp: 'Time-stamp of the document',
  },
  file: {
    title: 'The file',
    signatures: 'Electronic signatures',
    revisions: 'Revisions',
    none: 'No electronic signature',
    noneWhy: 'A picture of a signature on the page is none.',
    scanned: 'Scanned handwritten signature',
    scannedWhy:
      'The file is a picture: no electronic signature, and that of the paper, if there is one, is for the eye to judge.',
    locked: 'Protected by a password',
    unreadable: 'Signatures unreadable',
    unreadableWhy:
      'This file is not made as the standard asks: nothing is stated about its signatures.',
  },
  password: {
    ask: 'Give the password…',
    title: 'Password of the file',
    lead: 'It opens the file while its signatures are read, and is kept nowhere. The file stays as it was received.',
    label: 'Password',
    submit: 'Read the signatures',
    wrong: 'This password does not open the file.',
  },
  integrity: {
    intact: 'Intact',
    broken: 'Altered',
    unknown: 'Cannot be verified',
    partial: 'Does not cover the whole file',
    changed: 'Changed after signing',
    followed: 'Followed by what cannot be read',
  },
  trust: {
    trusted: 'Certificate trusted',
    not_evaluated: 'Trust not evaluated',
    unknown: 'Certificate unknown',
    expired: 'Certificate expired',
    not_yet_valid: 'Certificate not yet valid',
    revoked: 'Certificate revoked',
    unfit: 'Certificate unfit for signing',
  },
  trustWhy: 'No authority is loaded in the settings: nothing allows the certificate to be judged.',
  since: {
    broken:
      'The bytes of the file are not those that were signed, or the signature is not the signer’s.',
    unknown: 'Nothing here allows this signature to be verified.',
    partial: 'A part of the file is covered by no signature.',
    none: 'Nothing has changed since the signature.',
    permitted: 'The file was completed since, as the signature permits.',
    suspicious: 'The file has changed since, and nothing says that the signature permitted it.',
    unreadable: 'Something was added since that cannot be read.',
  },
  permitted: (all) => `Permitted: ${all.join('; ')}.`,
  notPermitted: (what) => `Not permitted: ${what}.`,
  touched,
  weak,
  reasons,
};
