// Where the sheet is scrolled to, in a window so small that it scrolls as a whole.

import { afterNavigate, beforeNavigate } from '$app/navigation';

/**
 * Begins each page at its top, and comes back to a list where it was left. Made while the frame is;
 * a browser does so for a window that scrolls, and knows nothing of an element.
 */
export function followScroll(sheet: () => HTMLElement | undefined): void {
  let left: { href: string; top: number } | undefined;
  let leaving: typeof left;

  beforeNavigate(({ from }) => {
    leaving = from?.url && { href: from.url.href, top: sheet()?.scrollTop ?? 0 };
  });
  afterNavigate(({ from, to }) => {
    const element = sheet();
    // Another view of the same page, or an arrow through its list, is no other page.
    if (!element || from?.route.id === to?.route.id) return;
    element.scrollTop = left?.href === to?.url.href ? (left?.top ?? 0) : 0;
    left = leaving;
  });
}
