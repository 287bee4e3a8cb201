// A meeting through its life: prepared, held, concluded.

import { ask, commands } from '$lib/ipc';

export const load = async ({ params, parent }) => {
  const { day } = await parent();
  return { meeting: await ask(commands.meeting(params.id, day)) };
};
