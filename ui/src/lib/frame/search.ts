// What the club finds, as the palette shows it: under the name of its kind, with where it leads.

import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import Building2 from 'lucide/dist/esm/icons/building-complex.mjs';
import CalendarDays from 'lucide/dist/esm/icons/calendar-days.mjs';
import FilePenLine from 'lucide/dist/esm/icons/file-pen-line.mjs';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import Gavel from 'lucide/dist/esm/icons/gavel.mjs';
import SquareCheckBig from 'lucide/dist/esm/icons/square-check-big.mjs';
import User from 'lucide/dist/esm/icons/user.mjs';
import { day, m } from '$lib/i18n';
import type { SearchResult } from '$lib/ipc/bindings';
import { matches, type FindingGroup, type IconShape } from '$lib/shared';

interface Kind {
  icon: IconShape;
  /** The page of what was found, or of what it belongs to. */
  href: (it: SearchResult) => string;
  /** What it is called, where the club gives no name of its own. */
  name?: (it: SearchResult) => string;
  /** It stands on a day. */
  dated?: boolean;
}

const page = (it: SearchResult) => encodeURIComponent(it.page ?? it.id);
const member = (it: SearchResult) => `${resolve('/members')}/${page(it)}`;
const convention = (it: SearchResult) => `${resolve('/conventions')}/${page(it)}`;
const document = (it: SearchResult) => `${convention(it)}?document=${encodeURIComponent(it.id)}`;
const meeting = (it: SearchResult) => `${resolve('/meetings')}/${page(it)}`;
const block = (it: SearchResult) => `${meeting(it)}?block=${encodeURIComponent(it.id)}`;

const KINDS: Record<keyof typeof m.frame.found, Kind> = {
  member: { icon: Building2, href: member },
  person: { icon: User, href: member },
  convention: { icon: FilePenLine, href: convention },
  document: { icon: FileText, href: document },
  meeting: { icon: CalendarDays, href: meeting, name: bodyOr, dated: true },
  decision: { icon: Gavel, href: block, dated: true },
  action: { icon: SquareCheckBig, href: block, dated: true },
};

/** A meeting without a title is called by the body that meets. */
function bodyOr({ name }: SearchResult): string {
  const bodies: Partial<Record<string, string>> = m.meetings.bodies;
  return bodies[name] ?? name;
}

/** Fewer letters than these are in the name of every body. */
const TELLING = 3;

/**
 * What to ask the club so that it finds what `text` means: the text, and the bodies that people call
 * so. The club knows them by a code, not by the words of a language.
 */
export function questions(text: string): string[] {
  if (text.length < TELLING) return [text];
  const meant = Object.entries(m.meetings.bodies).filter(([, name]) => matches(name, text));
  return [text, ...meant.map(([code]) => code)];
}

const known = (kind: string): kind is keyof typeof KINDS => kind in KINDS;

/** The results under the names of their kinds, in the order of the bar. */
export function grouped(results: SearchResult[]): FindingGroup[] {
  return Object.keys(KINDS).flatMap((kind) => {
    const found = new Map(results.filter((it) => it.kind === kind).map((it) => [it.id, it]));
    if (!known(kind) || found.size === 0) return [];
    const { icon, href, name, dated } = KINDS[kind];
    const findings = [...found.values()].map((it) => ({
      id: `${it.kind}-${it.id}`,
      title: name?.(it) ?? it.name,
      note: dated && it.place ? day(it.place) : (it.place ?? undefined),
      icon,
      open: () => goto(href(it)),
    }));
    return [{ id: kind, label: m.frame.found[kind], findings }];
  });
}
