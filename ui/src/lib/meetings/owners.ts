// Who will do an action: a person, an organisation, or somebody who has no record in the club.

import { ask, commands } from '$lib/ipc';
import type { Owner } from '$lib/ipc/bindings';
import type { Option } from '$lib/shared';

const PERSON = 'person:';
const ORGANISATION = 'organisation:';
const WORDS = 'words:';

/** An owner as the value of a field. */
export function ownerValue(it: Owner | null): string | null {
  switch (it?.kind) {
    case undefined:
      return null;
    case 'person':
      return PERSON + it.id;
    case 'organisation':
      return ORGANISATION + it.id;
    case 'words':
      return WORDS + it.text;
  }
}

/** The owner that the value of a field means. */
export function owner(value: string | null): Owner | null {
  if (value === null) return null;
  if (value.startsWith(PERSON)) return { kind: 'person', id: value.slice(PERSON.length) };
  if (value.startsWith(ORGANISATION)) {
    return { kind: 'organisation', id: value.slice(ORGANISATION.length) };
  }
  return { kind: 'words', text: value.slice(WORDS.length) };
}

/** Somebody who has no record in the club. */
export const inWords = (text: string): string => WORDS + text;

/** The organisations as owners. */
export const organisations = (all: { organisation: string; name: string }[]): Option[] =>
  all.map((it) => ({ value: ORGANISATION + it.organisation, label: it.name }));

/** The people and organisations whose names hold what is typed. */
export async function findOwners(text: string): Promise<Option[]> {
  const found = await ask(commands.search(text));
  return found.flatMap((it) => {
    const prefix = { person: PERSON, member: ORGANISATION }[it.kind];
    return prefix === undefined
      ? []
      : [{ value: prefix + it.id, label: it.name, note: it.place ?? undefined }];
  });
}
