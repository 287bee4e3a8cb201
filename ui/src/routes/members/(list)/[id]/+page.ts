import { ask, commands } from '$lib/ipc';

export const load = async ({ parent, params }) => {
  const { day } = await parent();
  return { member: await ask(commands.member(params.id, day)) };
};
