import type { Messages } from '../fr';

/** The bar, the top, the sheet. */
export const frame = {
  name: 'Cercle',
  skip: 'Skip to content',
  sections: 'Sections',
  waiting: (n: string) => `${n} waiting`,
  demo: 'Demonstration club: everything is invented, nothing leaves this computer',
  ownClub: 'Open my club',
  readOnly: 'Read only: the folder of the club cannot be changed',
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
