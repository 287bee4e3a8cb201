import { commands, recall } from '$lib/ipc';

export const load = async ({ parent }) => {
  const { day } = await parent();
  return { page: await recall(commands.today, day) };
};
