// What the forms of people hold, and which field a refusal is about.

import type { PersonFields, PostFields, PostLine, Refusal } from '$lib/ipc/bindings';
import type { Attempt } from '$lib/ipc';

/** A field of one of the forms. */
export type Place = 'family_name' | 'email' | 'function' | 'to';

/** Refusals by the field that they are about. */
const PLACES: Partial<Record<Refusal['code'], Place>> = {
  name_missing: 'family_name',
  address_malformed: 'email',
  ends_before_it_starts: 'to',
  already_left: 'to',
};

/** The sentence to show beside a field, by field; `fallback` is where one without a field goes. */
export function refusalsOf(it: Attempt, fallback: Place): Partial<Record<Place, string>> {
  if (it.refused === undefined) return {};
  const place = (it.code && PLACES[it.code]) ?? fallback;
  return { [place]: it.refused };
}

/** A person of whom nothing is known. */
export const NOBODY: PersonFields = { given_name: '', family_name: '', email: null, phone: null };

/** A post of which only the employer is known. */
export const postAt = (organisation: string): PostFields => ({
  organisation,
  function: '',
  from: null,
  to: null,
  on_behalf_of: null,
});

/** What is known of a post. */
export const fieldsOf = ({
  organisation,
  function: what,
  from,
  to,
  on_behalf_of,
}: PostLine): PostFields => ({
  organisation,
  function: what,
  from,
  to,
  on_behalf_of,
});

/** The name of a person as it is said. */
export const nameOf = (it: { given_name: string; family_name: string }): string =>
  `${it.given_name} ${it.family_name}`.trim();
