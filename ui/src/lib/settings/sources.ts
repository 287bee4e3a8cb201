// Authorities by the file that they came from: a list that a State issues brings hundreds at once.

import type { AuthorityLine } from '$lib/ipc/bindings';

/** The authorities that came from one file. */
export interface Source {
  key: string;
  name: string;
  /** The day on which the list was issued, if it was one. */
  listedOn: string | null;
  authorities: AuthorityLine[];
}

/** The files, in the order of their first authority; two issues of one list are two files. */
export function bySource(authorities: AuthorityLine[]): Source[] {
  const sources = new Map<string, Source>();
  for (const it of authorities) {
    const key = `${it.source}\n${it.listed_on ?? ''}\n${it.added_on}`;
    const source = sources.get(key);
    if (source) source.authorities.push(it);
    else sources.set(key, { key, name: it.source, listedOn: it.listed_on, authorities: [it] });
  }
  return [...sources.values()];
}
