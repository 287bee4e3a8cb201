// What Rust answers, and what a page makes of it.

import { failure } from './failure';
import type { Failure } from './bindings';

/** Either what was asked for, or why not. */
export type Answer<T, E = Failure> = { status: 'ok'; data: T } | { status: 'error'; error: E };

/** What was asked for; a failure goes to the error page, in words. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T> {
  const it = await answer;
  if (it.status === 'error') throw failure(it.error);
  return it.data;
}
