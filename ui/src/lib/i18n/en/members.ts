import type { Messages } from '../fr';

/** The words of members. */
export const members = {
  title: 'Members',
} satisfies Messages['members'];
