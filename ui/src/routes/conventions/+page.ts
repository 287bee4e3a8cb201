import { ask, commands, recall } from '$lib/ipc';

export const load = async ({ parent, url }) => {
  const { day, today } = await parent();
  // Only the form of a new convention needs them.
  const creating = url.searchParams.has('new');
  const [conventions, members, reference] = await Promise.all([
    recall(commands.conventions, day),
    creating ? recall(commands.members, day) : [],
    creating ? ask(commands.nextReference(today)) : '',
  ]);
  return { conventions, members, reference };
};
