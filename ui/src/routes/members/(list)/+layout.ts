import { commands, recall } from '$lib/ipc';

export const load = async ({ parent }) => {
  const { day } = await parent();
  return { members: await recall(commands.members, day) };
};
