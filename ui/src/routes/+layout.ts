// What every page stands on: how the club stands, and the day as which it is shown.

import { redirect } from '@sveltejs/kit';
import { appearance, shownDay } from '$lib/frame';
import { commands } from '$lib/ipc';

// The window has no server: each page is drawn where it is seen.
export const ssr = false;
export const prerender = false;

let opened = false;

export const load = async ({ url }) => {
  const [answer, preferences] = await Promise.all([commands.club(), commands.preferences()]);
  const club = answer.status === 'ok' ? answer.data : { kind: 'none' as const };

  if (!opened) {
    opened = true;
    const { theme = 'system', zoom = 100, language = 'fr', address } = preferences;
    appearance.restore({ theme, zoom, language });
    // The window opens where it was left.
    if (club.kind === 'open' && address && url.pathname === '/') redirect(307, address);
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
