// Where a form left half-way is kept: in the club, so that it also comes back after a kill.

import { commands } from './bindings';
import type { Keeper } from '$lib/shared';

/** The keeper of the form called `id`, such as `organisation:new`. A draft that cannot be kept does
 * not stop anybody from typing. */
export const keeper = (id: string): Keeper => ({
  load: async () => {
    const answer = await commands.draft(id);
    return answer.status === 'ok' ? answer.data : null;
  },
  save: (body) => commands.saveDraft(id, body),
  discard: () => commands.discardDraft(id),
});
