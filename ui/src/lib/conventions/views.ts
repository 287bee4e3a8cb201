// The saved filters of the list.

import type { ConventionLine } from '$lib/ipc/bindings';
import type { Sort } from '$lib/shared';
import { isOver } from './standing';

/** A saved filter. */
export type View = 'waiting' | 'in_force' | 'followed' | 'ends_soon' | 'over' | 'all';

/** In the order in which they stand. */
export const VIEWS: View[] = ['in_force', 'waiting', 'followed', 'ends_soon', 'over', 'all'];

/** Whether a convention belongs to a filter. */
export function belongs(it: ConventionLine, view: View): boolean {
  const { kind } = it.standing;
  switch (view) {
    case 'in_force':
      return kind === 'in_force' || kind === 'ends_soon';
    case 'waiting':
      return kind === 'ends_soon' || it.missing_pdf !== null;
    case 'followed':
      // What is signed and shows nothing for it also waits for somebody, whatever became of it.
      return (
        kind === 'draft' ||
        kind === 'sent' ||
        kind === 'signed_by_member' ||
        it.missing_pdf !== null
      );
    case 'ends_soon':
      return kind === 'ends_soon';
    case 'over':
      return isOver(it.standing);
    case 'all':
      return true;
  }
}

/** How a filter is sorted until somebody says otherwise: what comes next first. */
export function orderOf(view: View): Sort {
  switch (view) {
    case 'waiting':
    case 'in_force':
    case 'ends_soon':
      return { column: 'ends_on', descending: false };
    case 'followed':
      return { column: 'standing', descending: false };
    case 'over':
      return { column: 'ends_on', descending: true };
    case 'all':
      return { column: 'reference', descending: true };
  }
}

/** The filter that an address asks for; what is in force when it asks for none. */
export const viewOf = (word: string | null): View => VIEWS.find((it) => it === word) ?? 'in_force';
