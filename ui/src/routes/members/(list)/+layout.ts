import { ask, commands } from '$lib/ipc';

export const load = async ({ parent }) => {
  const { day } = await parent();
  return { members: await ask(commands.members(day)) };
};
