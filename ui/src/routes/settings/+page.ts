import { ask, commands } from '$lib/ipc';

export const load = async ({ parent }) => {
  await parent();
  const [settings, authorities] = await Promise.all([
    ask(commands.settings()),
    ask(commands.authorities()),
  ]);
  return { settings, authorities };
};
