// What every page stands on: how the club stands, and the day as which it is shown.

import { redirect } from '@sveltejs/kit';
import { appearance, habits, showing, shownDay } from '$lib/frame';
import { commands } from '$lib/ipc';
import { layouts } from '$lib/shared';

// The window has no server: each page is drawn where it is seen.
export const ssr = false;
export const prerender = false;

/** Whether the window has its letters and its size: a line that is laid out before, and that nobody
    sees, keeps the width of other letters. */
let dressed = false;
let opened = false;

export const load = async ({ url }) => {
  const [answer, preferences] = await Promise.all([
    commands.club(),
    commands.preferences(),
    dressed || document.fonts.load('1rem "Cercle Fine", "Source Sans 3 Variable"', 'é\u202f'),
  ]);
  const club = answer.status === 'ok' ? answer.data : { kind: 'none' as const };

  if (!dressed) {
    dressed = true;
    const { theme = 'system', zoom = 100, language = 'fr', lists = {} } = preferences;
    const { name = '', lock_after: lockAfter = 0 } = preferences;
    appearance.restore({ theme, zoom, language });
    layouts.restore(lists);
    habits.restore({ name, lockAfter });
  }
  if (!opened && club.kind === 'open') {
    opened = true;
    const { address, showing: interrupted } = preferences;
    showing.interrupted = interrupted ?? false;
    // The window opens where it was left, unless what it showed there took it down. At its start it
    // has no path at all, not even a slash.
    if (address && url.pathname.length <= 1 && !interrupted) redirect(307, address);
  }

  const today = club.kind === 'open' ? club.today : '';
  const day = shownDay.at(today);
  return {
    club,
    /** The day that the clock shows; rules and `+90j` start from it. */
    today,
    /** The day as which the club is shown. */
    day,
    /** Whether something can be done here and now: not on another day, not in a read-only folder. */
    writable: club.kind === 'open' && !club.read_only && day === today,
  };
};
