import type { Messages } from '../fr';

/** The words of journal. */
export const journal = {
  title: 'Journal',
} satisfies Messages['journal'];
