// The meetings of the club, and what they left to do.

import { ask, commands } from '$lib/ipc';

export const load = async ({ parent }) => {
  const { day } = await parent();
  const [meetings, actions] = await Promise.all([
    ask(commands.meetings(day)),
    ask(commands.actions(day)),
  ]);
  return { meetings, actions };
};
