// What happened to a member, as lines of a timeline.

import { resolve } from '$app/paths';
import CalendarX from 'lucide/dist/esm/icons/calendar-x.mjs';
import DoorClosed from 'lucide/dist/esm/icons/door-closed.mjs';
import DoorOpen from 'lucide/dist/esm/icons/door-open.mjs';
import FilePenLine from 'lucide/dist/esm/icons/file-pen-line.mjs';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import Send from 'lucide/dist/esm/icons/send.mjs';
import Signature from 'lucide/dist/esm/icons/signature.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import { m } from '$lib/i18n';
import type { Day, Happening, MemberEvent, Step } from '$lib/ipc/bindings';
import type { IconShape, TimelineEvent } from '$lib/shared';
import { certain } from './words';

const STEPS: Record<Step, IconShape> = {
  drafted: FilePenLine,
  sent: Send,
  signed_by_member: Signature,
  countersigned: Signature,
  ended: CalendarX,
};

/** The lines of the timeline, in the order in which they came. */
export const timelineOf = (events: MemberEvent[]): TimelineEvent[] =>
  events.map((it, at) => ({ id: `${it.on}-${at}`, on: it.on, ...told(it.what) }));

function told(it: Happening): Pick<TimelineEvent, 'title' | 'note' | 'icon' | 'href'> {
  const words = m.members.events;
  switch (it.kind) {
    case 'arrived':
      return { title: words.arrived, note: note(it.day, it.words), icon: DoorOpen };
    case 'left':
      return { title: words.left, note: note(it.day, it.words), icon: DoorClosed };
    case 'convention_step':
      return {
        title: words.steps[it.step](it.reference),
        icon: STEPS[it.step],
        href: convention(it.convention),
      };
    case 'convention_lapsed':
      return {
        title: words.lapsed(it.reference),
        icon: CalendarX,
        href: convention(it.convention),
      };
    case 'received':
      return {
        title: words.received[it.role](it.reference),
        note: it.name,
        icon: FileText,
        href: convention(it.convention),
      };
    case 'attended': {
      const meeting = it.title ?? m.meetings.bodies[it.body];
      const by = it.represented_by === null ? undefined : words.representedBy(it.represented_by);
      return {
        title: it.represented ? words.represented(meeting) : words.attended(meeting),
        note: it.represented ? by : (it.people ?? undefined),
        icon: Users,
        href: `${resolve('/meetings')}/${it.meeting}`,
      };
    }
  }
}

const convention = (id: string) => `${resolve('/conventions')}/${id}`;

/** How sure the day is, and how the source told it. */
function note(day: Day, words: string | null): string | undefined {
  const parts = [
    ...(certain(day) ? [] : [m.members.between(day)]),
    ...(words === null ? [] : [m.members.events.words(words)]),
  ];
  return parts.length === 0 ? undefined : parts.join(' · ');
}
