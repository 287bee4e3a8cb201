// What the forms of a member hold, and which field a refusal is about.

import type { OrganisationFields, OrganisationKind, Refusal } from '$lib/ipc/bindings';
import type { Attempt } from '$lib/ipc';

/** A field of one of the forms. */
export type Place = 'name' | 'kind' | 'register' | 'group' | 'arrived' | 'left' | 'text';

/** Refusals by the field that they are about. */
const PLACES: Partial<Record<Refusal['code'], Place>> = {
  name_missing: 'name',
  name_taken: 'name',
  register_number_has_other_than_digits: 'register',
  register_number_length: 'register',
  register_number_checksum: 'register',
  parent_is_own_child: 'group',
  memberships_overlap: 'arrived',
  ends_before_it_starts: 'left',
  already_left: 'left',
  text_missing: 'text',
};

/** The sentence to show beside a field, by field; `fallback` is where one without a field goes. */
export function refusalsOf(it: Attempt, fallback: Place): Partial<Record<Place, string>> {
  if (it.refused === undefined) return {};
  const place = (it.code && PLACES[it.code]) ?? fallback;
  return { [place]: it.refused };
}

/** What is typed of an organisation; nobody has said yet what it is. */
export type Typed = Omit<OrganisationFields, 'kind'> & { kind: OrganisationKind | null };

/** An organisation of which nothing is known. */
export const BLANK: Typed = {
  name: '',
  legal_name: null,
  kind: null,
  register_number: null,
  parent: null,
};

/** What was typed, once it says what the organisation is. */
export const fieldsOf = ({ kind, ...rest }: Typed): OrganisationFields | null =>
  kind === null ? null : { ...rest, kind };

/** A SIREN or SIRET as people read it: `732 829 320`, `732 829 320 00074`. */
export const registerNumber = (digits: string): string =>
  [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)]
    .filter((it) => it !== '')
    .join('\u202f');
