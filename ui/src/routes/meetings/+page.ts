// The meetings of the club, and what they left to do.

import { commands, recall } from '$lib/ipc';

export const load = async ({ parent }) => {
  const { day } = await parent();
  const [meetings, actions] = await Promise.all([
    recall(commands.meetings, day),
    recall(commands.actions, day),
  ]);
  return { meetings, actions };
};
