// Where a form left half-way is kept: in the club, so that it also comes back after a kill.

import type { Keeper, Tried } from '$lib/shared';
import type { Answer } from './ask';
import { commands } from './bindings';
import { failure } from './failure';

/** Whether something was kept, or why not, in words. */
export async function tried(answer: Promise<Answer<unknown>>): Promise<Tried> {
  const it = await answer;
  return it.status === 'ok' ? { kept: true } : { kept: false, why: failure(it.error).message };
}

/** The keeper of the form called `id`, such as `organisation:new`. */
export const keeper = (id: string): Keeper => ({
  id,
  load: async () => {
    const it = await commands.draft(id);
    return it.status === 'ok'
      ? { read: true, body: it.data }
      : { read: false, why: failure(it.error).message };
  },
  save: (body) => tried(commands.saveDraft(id, body)),
  discard: () => tried(commands.discardDraft(id)),
});
