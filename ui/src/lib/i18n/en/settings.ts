import type { Messages } from '../fr';

/** The words of settings. */
export const settings = {
  title: 'Settings',
} satisfies Messages['settings'];
