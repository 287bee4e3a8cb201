// What the window calls a meeting, where it stands, and who was there.

import { day, m } from '$lib/i18n';
import type { Body, MeetingFields, Presence, Stage } from '$lib/ipc/bindings';
import type { Shape, Tone } from '$lib/shared';

/** What a meeting is called: its title, or the body that meets. */
export const meetingName = (it: Pick<MeetingFields, 'body' | 'title'>): string =>
  it.title ?? m.meetings.bodies[it.body];

/** A meeting among others: « Plénière du 26/11/2026 » would be two words too long in a column. */
export const meetingLabel = (it: { body: Body; title: string | null; held_on: string }): string =>
  `${meetingName(it)}, ${day(it.held_on)}`;

/** A state, as a shape and a word. */
export interface Sign {
  shape: Shape;
  tone?: Tone;
  word: string;
}

/** Where a meeting stands. */
export function stageSign(stage: Stage): Sign {
  const word = m.meetings.stages[stage.kind];
  switch (stage.kind) {
    case 'upcoming':
      return { shape: 'none', word };
    case 'today':
      return { shape: 'progress', word };
    case 'to_validate':
      return { shape: 'attention', word };
    case 'validated':
    case 'locked':
      return { shape: 'good', word };
  }
}

/** Whether an organisation was there, or that nobody has said so yet. */
export function presenceSign(presence: Presence | null): Sign {
  const words = m.meetings.attendance;
  switch (presence?.kind) {
    case undefined:
      return { shape: 'none', word: words.open };
    case 'present':
      return { shape: 'ok', word: words.present };
    case 'represented':
      return { shape: 'progress', word: words.represented };
    case 'excused':
      return { shape: 'closed', word: words.excused };
    case 'absent':
      return { shape: 'nil', word: words.absent };
  }
}

/** Whether the minutes can still be written. */
export const isOpen = (stage: Stage): boolean =>
  stage.kind !== 'validated' && stage.kind !== 'locked';
