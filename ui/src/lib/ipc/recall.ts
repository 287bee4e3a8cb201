// What was read since the last write, so that a list which one comes back to is there at once.

import { invalidateAll } from '$app/navigation';
import { ask, type Answer } from './ask';

interface Kept {
  /** With what it was asked. */
  asked: string;
  answer: Promise<unknown>;
}

/** The last answer to each question: another day, or another filter, takes its place. */
const kept = new Map<unknown, Kept>();

/**
 * What a question was answered since the last write; else it is asked. For lists, which take as long
 * to travel as to be drawn. A failure goes to the error page, in words, and is asked anew.
 */
export function recall<Asked extends unknown[], T>(
  question: (...asked: Asked) => Promise<Answer<T>>,
  ...asked: Asked
): Promise<T> {
  const words = JSON.stringify(asked);
  const known = kept.get(question);
  if (known?.asked === words) return known.answer as Promise<T>;
  const answer = ask(question(...asked));
  answer.catch(() => {
    if (kept.get(question)?.answer === answer) kept.delete(question);
  });
  kept.set(question, { asked: words, answer });
  return answer;
}

/** How long after a write, in milliseconds, most likely no other follows at once. */
const IDLE = 1500;

let foreseen: ReturnType<typeof setTimeout> | undefined;

/**
 * Asks for what one most likely goes to next, in an idle moment, so that it is there by then. One
 * after the other: a page that is asked for meanwhile waits for no more than one of them.
 */
export function foresee(questions: (() => Promise<unknown>)[]): void {
  clearTimeout(foreseen);
  const mine = setTimeout(async () => {
    for (const question of questions) {
      if (mine !== foreseen) return;
      // Who goes there is told why it failed.
      await question().catch(() => undefined);
    }
  }, IDLE);
  foreseen = mine;
}

/** Forgets every answer: something was written. */
export function forget(): void {
  kept.clear();
}

/** Asks anew for all that is on screen: something was written, or another club was opened. */
export function lookAgain(): Promise<void> {
  forget();
  return invalidateAll();
}
