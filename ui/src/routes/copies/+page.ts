import { commands, obstacle } from '$lib/ipc';

export const load = async ({ parent, depends }) => {
  await parent();
  depends('club:copies');
  const it = await commands.copies();
  if (it.status === 'error') throw obstacle(it.error);
  return { copies: it.data };
};
