// How the standing of a convention is drawn and said.

import { m } from '$lib/i18n';
import type { ConventionStanding } from '$lib/ipc/bindings';
import type { Shape } from '$lib/shared';

/** In a list what is in order is a bare tick, so that what waits or is over stands out. */
const SHAPES: Record<ConventionStanding['kind'], Shape> = {
  draft: 'none',
  sent: 'progress',
  signed_by_member: 'progress',
  upcoming: 'progress',
  in_force: 'ok',
  ends_soon: 'attention',
  lapsed: 'bad',
  ended: 'closed',
};

/** The shape of a standing. */
export const shapeOf = (it: ConventionStanding): Shape => SHAPES[it.kind];

/** The word of a standing. */
export function wordOf(it: ConventionStanding): string {
  const say = m.conventions.standing[it.kind] as (facts: ConventionStanding) => string;
  return say(it);
}

/** Where a standing comes in a list: what needs somebody first, what is over last. */
export function rankOf(it: ConventionStanding): number {
  const order: ConventionStanding['kind'][] = [
    'ends_soon',
    'signed_by_member',
    'sent',
    'draft',
    'upcoming',
    'in_force',
    'lapsed',
    'ended',
  ];
  return order.indexOf(it.kind);
}

/** Whether nothing more comes of it. */
export const isOver = (it: ConventionStanding): boolean =>
  it.kind === 'lapsed' || it.kind === 'ended';
