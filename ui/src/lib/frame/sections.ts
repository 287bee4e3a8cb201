// The entries of the bar, in the order of the work.

import { resolve } from '$app/paths';
import Building2 from 'lucide/dist/esm/icons/building-complex.mjs';
import CalendarDays from 'lucide/dist/esm/icons/calendar-days.mjs';
import FilePenLine from 'lucide/dist/esm/icons/file-pen-line.mjs';
import History from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import ListTodo from 'lucide/dist/esm/icons/list-todo.mjs';
import SlidersHorizontal from 'lucide/dist/esm/icons/sliders-horizontal.mjs';
import { m } from '$lib/i18n';
import type { IconShape } from '$lib/shared';

/** A notion that has its page. */
export interface Section {
  id: 'today' | 'members' | 'conventions' | 'meetings' | 'journal' | 'settings';
  href: string;
  icon: IconShape;
  /** The address of what waits there, where that is not the whole of the section. */
  waiting?: string;
  /** Other pages that belong to it. */
  holds?: string[];
  /** Stands apart from the work: what was done, how things are set. */
  apart?: boolean;
}

/** The bar from top to bottom; Ctrl+1 goes to the first. */
export const SECTIONS: Section[] = [
  { id: 'today', href: resolve('/'), icon: ListTodo },
  { id: 'members', href: resolve('/members'), icon: Building2 },
  {
    id: 'conventions',
    href: resolve('/conventions'),
    icon: FilePenLine,
    waiting: `${resolve('/conventions')}?view=waiting`,
  },
  {
    id: 'meetings',
    href: resolve('/meetings'),
    icon: CalendarDays,
    waiting: `${resolve('/meetings')}?view=validate`,
  },
  { id: 'journal', href: resolve('/journal'), icon: History, apart: true },
  {
    id: 'settings',
    href: resolve('/settings'),
    icon: SlidersHorizontal,
    holds: [resolve('/copies')],
    apart: true,
  },
];

/** What a section is called. */
export const sectionTitle = (section: Section): string => m[section.id].title;

/** The section that an address belongs to: a member's page is in « Membres ». */
export function sectionOf(pathname: string): Section | undefined {
  // At its start the window has no path at all, not even a slash.
  const at = pathname === '' ? resolve('/') : pathname;
  const within = ({ href, holds = [] }: Section) =>
    [href, ...holds].some((it) => at === it || at.startsWith(`${it}/`));
  return SECTIONS.find((it) => (it.href === resolve('/') ? at === it.href : within(it)));
}
