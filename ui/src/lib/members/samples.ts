// Members for the tests: all invented.

import type { MemberLine, MemberPage } from '$lib/ipc/bindings';

const on = (day: string) => ({ earliest: day, latest: day });

/** A member of whom little is known. */
export const line = (more: Partial<MemberLine> = {}): MemberLine => ({
  id: 'valmont',
  name: 'Université de Valmont',
  kind: 'research',
  standing: { kind: 'member', since: on('2022-03-14'), until: null },
  convention: null,
  last_seen: null,
  ...more,
});

/** The page of a member of whom little is known. */
export const page = (more: Partial<MemberPage> = {}): MemberPage => ({
  id: 'valmont',
  organisation: {
    name: 'Université de Valmont',
    legal_name: null,
    kind: 'research',
    register_number: null,
    parent: null,
  },
  parent_name: null,
  standing: { kind: 'member', since: on('2022-03-14'), until: null },
  memberships: [],
  notes: [],
  people: [],
  conventions: [],
  convention: null,
  documents: [],
  last_seen: null,
  timeline: [],
  ...more,
});
