// What the club finds, as the palette shows it: under the name of its kind, with where it leads.

import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import Building2 from '@lucide/svelte/icons/building-2';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import FilePenLine from '@lucide/svelte/icons/file-pen-line';
import FileText from '@lucide/svelte/icons/file-text';
import Gavel from '@lucide/svelte/icons/gavel';
import SquareCheckBig from '@lucide/svelte/icons/square-check-big';
import User from '@lucide/svelte/icons/user';
import { m } from '$lib/i18n';
import type { SearchResult } from '$lib/ipc/bindings';
import type { FindingGroup, IconShape } from '$lib/shared';

interface Kind {
  icon: IconShape;
  /** The page of what was found, or of what it belongs to. */
  href: (it: SearchResult) => string;
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
  meeting: { icon: CalendarDays, href: meeting },
  decision: { icon: Gavel, href: block },
  action: { icon: SquareCheckBig, href: block },
};

const known = (kind: string): kind is keyof typeof KINDS => kind in KINDS;

/** The results under the names of their kinds, in the order of the bar. */
export function grouped(results: SearchResult[]): FindingGroup[] {
  return Object.keys(KINDS).flatMap((kind) => {
    const found = results.filter((it) => it.kind === kind);
    if (!known(kind) || found.length === 0) return [];
    const { icon, href } = KINDS[kind];
    const findings = found.map((it) => ({
      id: `${it.kind}-${it.id}`,
      title: it.name,
      note: it.place ?? undefined,
      icon,
      open: () => goto(href(it)),
    }));
    return [{ id: kind, label: m.frame.found[kind], findings }];
  });
}
