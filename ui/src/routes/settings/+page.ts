import { ask, commands } from '$lib/ipc';

export const load = async ({ parent }) => {
  await parent();
  return { settings: await ask(commands.settings()) };
};
