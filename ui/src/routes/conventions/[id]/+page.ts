import { ask, commands, recall } from '$lib/ipc';

export const load = async ({ parent, params, url }) => {
  const { day, today } = await parent();
  // Only the form of the convention that follows this one needs them.
  const renewing = url.searchParams.has('next');
  const [convention, members, reference] = await Promise.all([
    ask(commands.convention(params.id, day)),
    renewing ? recall(commands.members, day) : [],
    renewing ? ask(commands.nextReference(today)) : '',
  ]);
  return { convention, members, reference };
};
