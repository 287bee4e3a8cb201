import { ask, commands } from '$lib/ipc';

export const load = async ({ url, parent }) => {
  await parent();
  const kind = url.searchParams.get('kind');
  const row = url.searchParams.get('row');
  const chosen = Number(url.searchParams.get('operation')) || undefined;
  const [journal, fields] = await Promise.all([
    ask(commands.journal({ kinds: kind === null ? [] : [kind], row, before: null })),
    chosen === undefined ? undefined : ask(commands.operation(chosen)),
  ]);
  return { journal, kind, row, chosen, fields };
};
