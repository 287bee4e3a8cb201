// How the list of members is laid out, wherever it is asked for.

import { layouts } from '$lib/shared';
import { addressOf, filterOf, same, VIEWS, type Filter } from './filters';

/** The layout of the list of members. */
export const layout = layouts.of('members', { column: 'name', descending: false });

/** The filters that somebody saved, besides those that stand over every list. */
export const savedFilters = (): Filter[] =>
  layout.filters.map((it) => filterOf(new URLSearchParams(it)));

/** Whether a filter is saved, or can be, or stands over the list anyway. */
export function savingOf(filter: Filter): 'saved' | 'new' | 'usual' {
  if (Object.values(VIEWS).some((it) => same(it, filter))) return 'usual';
  return layout.filters.includes(addressOf(filter)) ? 'saved' : 'new';
}

/** Saves a filter, or forgets it again. */
export function toggleSaved(filter: Filter): void {
  const address = addressOf(filter);
  const others = layout.filters.filter((it) => it !== address);
  layout.filters = others.length < layout.filters.length ? others : [...others, address];
}
