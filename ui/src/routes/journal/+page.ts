import { asked, filterOf } from '$lib/journal';
import { ask, commands, recall } from '$lib/ipc';

export const load = async ({ url, parent }) => {
  await parent();
  const filter = filterOf(url.searchParams);
  const chosen = Number(url.searchParams.get('operation')) || undefined;
  const [journal, fields, alone] = await Promise.all([
    recall(commands.journal, asked(filter, null)),
    chosen === undefined ? undefined : ask(commands.operation(chosen)),
    // The one that is chosen may be older than what is listed, or answer no filter.
    chosen === undefined ? undefined : ask(commands.journal(asked({}, chosen + 1))),
  ]);
  const line = alone?.lines[0];
  return { journal, filter, chosen: line?.operation === chosen ? line : undefined, fields };
};
