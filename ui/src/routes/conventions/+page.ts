import { ask, commands } from '$lib/ipc';

export const load = async ({ parent, url }) => {
  const { day, today } = await parent();
  // Only the form of a new convention needs them.
  const creating = url.searchParams.has('new');
  const [conventions, members, reference] = await Promise.all([
    ask(commands.conventions(day)),
    creating ? ask(commands.members(day)) : [],
    creating ? ask(commands.nextReference(today)) : '',
  ]);
  return { conventions, members, reference };
};
