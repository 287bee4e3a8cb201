// Why a call did not work, in words. Rust sends codes and facts; nothing here reads a sentence of it.

import { m } from '$lib/i18n';
import type { ClubFailure, Code, Failure, Refusal } from './bindings';

/** A failure on its way to the error page. */
export class CallFailed extends Error {
  constructor(
    message: string,
    /** The chain of causes, for whoever asks. */
    readonly detail: string | undefined,
    readonly code: (Code | ClubFailure)['code'],
  ) {
    super(message);
  }
}

/** A failure in words. */
export const failure = (it: Failure): CallFailed =>
  new CallFailed(sentence(it), it.detail || undefined, it.code);

/** What keeps people from their club, on its way to the error page. */
export const obstacle = (it: ClubFailure): CallFailed =>
  new CallFailed(told(m.club.failure, it), undefined, it.code);

/** Why a rule says no. */
export const refusal = (it: Refusal): string => told(m.refused, it);

const sentence = (it: Failure): string =>
  it.code === 'refused' ? refusal(it.with) : told(m.failed, it);

/** The one sentence that a code has, given its facts: the type of the catalogue ties the two. */
export function told<T extends { code: string }>(
  catalogue: { [K in T['code']]: (facts: Extract<T, { code: K }>) => string },
  it: T,
): string {
  const say = catalogue[it.code as T['code']] as (facts: T) => string;
  return say(it);
}
