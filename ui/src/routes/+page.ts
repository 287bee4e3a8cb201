import { ask, commands } from '$lib/ipc';

export const load = async ({ parent }) => {
  const { day } = await parent();
  return { page: await ask(commands.today(day)) };
};
