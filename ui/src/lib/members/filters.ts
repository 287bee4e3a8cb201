// What of the list is shown. A filter is an address, so that the history goes back through it and a
// saved one is only a link.

import type { MemberLine, MemberStanding, OrganisationKind } from '$lib/ipc/bindings';
import { addMonths } from '$lib/shared';

/** The kinds of organisations, in the order in which they are offered. */
export const KINDS: OrganisationKind[] = [
  'ministry',
  'public_body',
  'local_authority',
  'research',
  'social_security',
  'state_service',
  'independent_authority',
  'company',
  'association',
  'other',
];

/** Where an organisation may stand. */
export const STATUSES: MemberStanding['kind'][] = ['member', 'left', 'upcoming', 'never_member'];

/** What its conventions may come to. */
export const CONVENTIONS = ['none', 'in_force', 'ends_soon'] as const;

/** When it may have been seen in a meeting. */
export const SEENS = ['lately', 'not_lately'] as const;

/** What of the list is shown: all that answers each part. */
export interface Filter {
  status?: MemberStanding['kind'];
  kind?: OrganisationKind;
  convention?: (typeof CONVENTIONS)[number];
  seen?: (typeof SEENS)[number];
}

/** The filters that stand over the list. */
export const VIEWS = {
  present: { status: 'member' },
  left: { status: 'left' },
  uncovered: { status: 'member', convention: 'none' },
  companies: { status: 'member', kind: 'company' },
  all: {},
} satisfies Record<string, Filter>;

/** The name of a filter that stands over the list. */
export type View = keyof typeof VIEWS;

/** The word of an address for every status; without a word it is those who are members. */
const EVERY = 'all';

/** What an address asks for. Words that mean nothing ask for nothing. */
export function filterOf(asked: URLSearchParams): Filter {
  const one = <T extends string>(known: readonly T[], name: string) =>
    known.find((it) => it === asked.get(name));
  const every = asked.get('status') === EVERY;
  return {
    status: every ? undefined : (one(STATUSES, 'status') ?? 'member'),
    kind: one(KINDS, 'kind'),
    convention: one(CONVENTIONS, 'convention'),
    seen: one(SEENS, 'seen'),
  };
}

/** The words of an address, with others in the place of some of them. */
export function asking(asked: URLSearchParams, others: Record<string, string | undefined>): string {
  const all = new URLSearchParams(asked);
  for (const [name, word] of Object.entries(others)) {
    if (word === undefined) all.delete(name);
    else all.set(name, word);
  }
  // A word that says nothing more than its name stands alone: `?new`.
  const text = all.toString().replace(/=(?=&|$)/g, '');
  return text === '' ? '' : `?${text}`;
}

/** The words that ask for a filter, beside what else is asked for. */
export const addressOf = (filter: Filter, asked = new URLSearchParams()): string =>
  asking(asked, {
    status: filter.status === 'member' ? undefined : (filter.status ?? EVERY),
    kind: filter.kind,
    convention: filter.convention,
    seen: filter.seen,
  });

/** Whether two filters show the same. */
export const same = (one: Filter, other: Filter): boolean => addressOf(one) === addressOf(other);

/** Whether an organisation answers a filter, on the day that is shown. */
export function answers(it: MemberLine, filter: Filter, day: string): boolean {
  return (
    (filter.status === undefined || filter.status === it.standing.kind) &&
    (filter.kind === undefined || filter.kind === it.kind) &&
    (filter.convention === undefined || convention(it) === filter.convention) &&
    (filter.seen === undefined || (filter.seen === 'lately') === lately(it, day))
  );
}

function convention(it: MemberLine): Filter['convention'] {
  switch (it.convention?.kind) {
    case 'in_force':
    case 'ends_soon':
      return it.convention.kind;
    // What waits to be signed, and what is over, binds nobody.
    case 'draft':
    case 'sent':
    case 'signed_by_member':
    case 'upcoming':
    case 'lapsed':
    case 'ended':
    case undefined:
      return 'none';
  }
}

const lately = (it: MemberLine, day: string): boolean =>
  it.last_seen !== null && it.last_seen >= addMonths(day, -12);
