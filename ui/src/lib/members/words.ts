// What is said of a member in a cell or a header, and the shape that goes with it.

import { day, inSentence, m } from '$lib/i18n';
import type { ConventionStanding, Day, MemberStanding } from '$lib/ipc/bindings';
import type { Shape } from '$lib/shared';
import type { Filter } from './filters';

/** What a filter is called: what answers it, in few words. */
export function filterTitle(filter: Filter): string {
  const { statuses, named } = m.members.filter;
  const parts = [
    filter.kind && inSentence(m.members.kindsShort[filter.kind]),
    filter.status === undefined ? inSentence(m.members.views.all) : undefined,
    filter.status === 'member' ? undefined : filter.status && statuses[filter.status],
    filter.convention && named.conventions[filter.convention],
    filter.seen && named.seens[filter.seen],
  ];
  const title = parts.filter((it) => it !== undefined).join(', ');
  return title.charAt(0).toLocaleUpperCase() + title.slice(1);
}

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

/** The shape of what the conventions of a member come to. */
export const conventionShape = (it: ConventionStanding | null): Shape =>
  it === null ? 'nil' : SHAPES[it.kind];

/** What the conventions of a member come to. */
export function conventionWord(it: ConventionStanding | null): string {
  if (it === null) return m.members.noConvention;
  const say = m.members.convention[it.kind] as (facts: ConventionStanding) => string;
  return say(it);
}

/** By the end, as the head of the column says; then what has none yet; nothing comes last. */
export function conventionRank(it: ConventionStanding | null): string | null {
  switch (it?.kind) {
    case undefined:
      return null;
    case 'lapsed':
    case 'ended':
      return it.ended_on;
    case 'ends_soon':
      return it.ends_on;
    case 'in_force':
      return it.ends_on ?? '9999-01-01';
    case 'upcoming':
      return '9999-01-02';
    case 'signed_by_member':
      return '9999-01-03';
    case 'sent':
      return '9999-01-04';
    case 'draft':
      return '9999-01-05';
  }
}

/** Whether an organisation is a member, in a word or two. */
export function standingWord(it: MemberStanding): string {
  const say = m.members.standing[it.kind] as (facts: MemberStanding) => string;
  return say(it);
}

/** The day from which it counts as a member, counted or hoped for. */
export function sinceOf(it: MemberStanding): Day | null {
  switch (it.kind) {
    case 'member':
    case 'left':
      return it.since;
    case 'upcoming':
      return it.arrives;
    case 'never_member':
      return null;
  }
}

/** Whether a day is known for sure. */
export const certain = (it: Day): boolean => it.earliest === it.latest;

/** A day as one reads it: `14/03/2022`, or both bounds where it lies between two. */
export const dayWords = (it: Day): string => (certain(it) ? day(it.latest) : m.members.between(it));
