import type { Messages } from '../fr';

/** The bar, the top, the sheet. */
export const frame = {
  name: 'Cercle',
  skip: 'Skip to content',
  sections: 'Sections',
  waiting: (section: string, n: string) => `${section}, ${n} waiting`,
  demo: 'Demonstration club: everything is invented, nothing leaves this computer',
  notReturned:
    'The window was closed while a document was being shown: it opens here rather than on that document.',
  ownClub: 'Open my club',
  readOnly: 'Read only: the folder of the club cannot be changed',
  redone: 'Redone',
  notUndone: (why) => `It cannot be undone. ${why}`,
  notRedone: (why) => `It cannot be redone. ${why}`,
  nothingToUndo: 'There is nothing to undo',
  nothingToRedo: 'There is nothing to redo',
  saved: 'Everything is saved',
  back: 'Previous page',
  forward: 'Next page',
  find: 'Search or run a command',
  go: (section: string) => `Go to ${section}`,
  day: {
    today: (day: string) => `Today, ${day}`,
    past: (day: string) => `On ${day}`,
    show: 'Show',
    choose: 'See the club on another day',
    help: '30/6, 30 June 2025 or -3m',
    back: 'Back to today',
    banner: (day: string) => `On ${day} · read only`,
  },
  found: {
    member: 'Members',
    person: 'People',
    convention: 'Conventions',
    document: 'Documents',
    meeting: 'Meetings',
    decision: 'Decisions',
    action: 'Actions',
  },
  zoom: {
    in: 'Larger text',
    out: 'Smaller text',
    reset: 'Usual text size',
  },
  error: {
    title: 'This page does not open',
    missing: 'There is nothing at this address.',
    unexpected: 'Something failed in the application. Nothing that was saved is lost.',
    retry: 'Try again',
    home: 'Go to Today',
  },
} satisfies Messages['frame'];
