import type { Messages } from '../fr';

/** The words of what waits for the coordinator. */
export const today = {
  title: 'Today',
} satisfies Messages['today'];
