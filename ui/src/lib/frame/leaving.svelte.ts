// Before the window closes, or another club takes the place of this one: what is typed is kept first,
// and where it cannot be, the person says what they want.

import { flushEverything } from '$lib/shared';

interface Question {
  /** Why something of it cannot be kept. */
  why: string;
  /** What going on means here: « Fermer quand même ». */
  anyway: string;
  answer: (leaves: boolean) => void;
}

class Leaving {
  /** What the person is asked. */
  question = $state.raw<Question>();

  /** Keeps everything that is typed; whether one may leave. Asks only where something would be lost. */
  async may(anyway: string): Promise<boolean> {
    const tried = await flushEverything();
    // Whoever asked before is not answered twice.
    this.question?.answer(false);
    this.question = undefined;
    if (tried.kept) return true;
    const { why } = tried;
    return new Promise((answer) => (this.question = { why, anyway, answer }));
  }

  /** Tries once more; one leaves if that did it. */
  async retry(): Promise<void> {
    const tried = await flushEverything();
    if (tried.kept) this.answer(true);
    else if (this.question) this.question = { ...this.question, why: tried.why };
  }

  answer(leaves: boolean): void {
    const asked = this.question;
    this.question = undefined;
    asked?.answer(leaves);
  }
}

/** Whether one may leave. */
export const leaving = new Leaving();
