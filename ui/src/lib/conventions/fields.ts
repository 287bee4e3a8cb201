// What the forms of a convention hold, and which field a refusal is about.

import type { ConventionFields, Refusal } from '$lib/ipc/bindings';
import type { Attempt } from '$lib/ipc';

/** A field of one of the forms. */
export type Place = 'reference' | 'ends_on' | 'on' | 'received_on' | 'file';

/** Refusals by the field that they are about; one that is about none is said in a toast. */
const PLACES: Partial<Record<Refusal['code'], Place>> = {
  reference_missing: 'reference',
  reference_taken: 'reference',
  ends_before_it_starts: 'ends_on',
  still_to_come: 'on',
  step_reached: 'on',
  step_before_its_predecessor: 'on',
  already_attached: 'file',
};

/** The sentence to show beside a field, by field; `fallback` is where one without a field goes. */
export function refusalsOf(it: Attempt, fallback: Place): Partial<Record<Place, string>> {
  if (it.refused === undefined) return {};
  const place = (it.code && PLACES[it.code]) ?? fallback;
  return { [place]: it.refused };
}

/** A convention of which nothing is known. */
export const BLANK: ConventionFields = {
  kind: 'service',
  reference: '',
  object: null,
  price: null,
  member_signatory: null,
  programme_signatory: null,
  starts_on: null,
  ends_on: null,
};
