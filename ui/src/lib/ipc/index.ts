// The page's only way to Rust: to read, `ask`, or `recall` for a list; to write, `execute`.

import { ask, type Answer } from './ask';
import { failure, told } from './failure';
import { forget, lookAgain } from './recall';
import {
  commands,
  type ClubFailure,
  type Command,
  type Failure,
  type Receipt,
  type Refusal,
} from './bindings';
import { m } from '$lib/i18n';
import { toasts, work } from '$lib/shared';

export { ask, type Answer } from './ask';
export { commands, events } from './bindings';
export { CallFailed, failure, obstacle, told } from './failure';
export { keeper, tried } from './keeper';
export { foresee, lookAgain, recall } from './recall';
export { useWork, type Work } from './work.svelte';

/** Says what failed, once, and stays until it is closed. */
export function say(error: Failure) {
  const { message, detail } = failure(error);
  toasts.failed(message, detail);
}

/** Says why something was not reversed: a rule alone would not tell what it has stopped. */
function sayNotReversed(error: Failure, because: (why: string) => string) {
  const { message, detail } = failure(error);
  toasts.failed(error.code === 'refused' ? because(message) : message, detail);
}

/** Says what stands between people and their club, or that they stopped it themselves. */
export function sayOfClub(it: ClubFailure) {
  if (it.code === 'stopped') toasts.done(m.club.failure.stopped(it));
  else toasts.failed(told(m.club.failure, it));
}

/**
 * Another state of the club is there, or none: nothing that was shown or offered of the one before
 * stays.
 */
export function beginAnew(): Promise<void> {
  toasts.clear();
  return lookAgain();
}

/** Everything that can be done; what takes it back is `takeBack`, which says so in its own way. */
type Deed = Exclude<Command, { kind: 'undo' }>;

/** What is done for good: its dialog said so, and nothing offers to take it back. */
export const isForGood = (kind: string): boolean => kind === 'lock_minutes';

/** Does it, says so, and offers to take it back. Nothing comes back when it was refused. */
export async function execute(command: Deed): Promise<Receipt | undefined> {
  return done(command.kind, commands.execute(command));
}

/** Says that something was done, in words of its own if need be, and offers to take it back. */
export async function done(
  kind: Deed['kind'],
  answer: Promise<Answer<Receipt>>,
  said: string = m.done[kind],
): Promise<Receipt | undefined> {
  const it = await answer;
  if (it.status === 'error') {
    say(it.error);
    return undefined;
  }
  // Who writes often goes to another page before the window is told of it.
  forget();
  if (isForGood(kind)) toasts.done(said);
  else offerToTakeBack(said, it.data.operation);
  return it.data;
}

/** The message that still offers to take an operation back, or to bring it back. */
const offers = new Map<number, number>();

function offerToTakeBack(said: string, operation: number) {
  offers.set(
    operation,
    toasts.done(said, () => takeBack(operation)),
  );
}

/** Takes an operation back, says so, and offers to bring it back. */
export async function takeBack(operation: number): Promise<void> {
  const undone = await reverse(operation, m.frame.notUndone);
  if (undone === undefined) return;
  offers.set(
    undone,
    toasts.undone(m.done.undo, () => bringBack(undone)),
  );
}

/** Brings back what the operation `undone` took back. */
export async function bringBack(undone: number): Promise<void> {
  const again = await reverse(undone, m.frame.notRedone);
  if (again !== undefined) offerToTakeBack(m.frame.redone, again);
}

async function reverse(
  operation: number,
  because: (why: string) => string,
): Promise<number | undefined> {
  const it = await commands.execute({ kind: 'undo', operation });
  if (it.status === 'error') {
    sayNotReversed(it.error, because);
    return undefined;
  }
  // Nothing is left to offer of what no longer stands.
  const offer = offers.get(operation);
  if (offer !== undefined) toasts.close(offer);
  offers.delete(operation);
  return it.data.operation;
}

/** Takes back the last thing that was done in the club, whichever page did it. */
export async function undo(): Promise<void> {
  const { undo: last } = await ask(commands.reach());
  if (last === null) toasts.done(m.frame.nothingToUndo);
  else await takeBack(last);
}

/** Brings back what was taken back last, as long as nothing new was done since. */
export async function redo(): Promise<void> {
  const { redo: last } = await ask(commands.reach());
  if (last === null) toasts.done(m.frame.nothingToRedo);
  else await bringBack(last);
}

/**
 * Does it like `execute`, but what the rules refuse comes back as a sentence, to be shown beside the
 * field that it is about.
 */
export async function attempt(command: Deed): Promise<Attempt> {
  return attempted(command.kind, commands.execute(command));
}

/** The same for a call that does a command in a way of its own. */
export async function attempted(
  kind: Deed['kind'],
  call: Promise<Answer<Receipt>>,
): Promise<Attempt> {
  const answer = await call;
  if (answer.status === 'error' && answer.error.code === 'refused') {
    const { with: refusal } = answer.error;
    return { done: false, code: refusal.code, refused: failure(answer.error).message };
  }
  return { done: (await done(kind, Promise.resolve(answer))) !== undefined };
}

/** How an attempt went; `code` tells the field that a refusal is about. */
export interface Attempt {
  done: boolean;
  code?: Refusal['code'];
  refused?: string;
}

/**
 * Writes a file where the person chooses, and says so. One that takes long to make can be stopped:
 * then no place is asked for, and nothing is written.
 */
export async function exported(
  label: string,
  answer: Promise<Answer<boolean>>,
  said: string,
): Promise<void> {
  let stopped = false;
  const stop = () => {
    stopped = true;
    void commands.stopExport();
  };
  const it = await work.follow({ label, stop }, answer);
  if (it.status === 'error') say(it.error);
  else if (it.data) toasts.done(said);
  else if (stopped) toasts.done(m.shared.exportStopped);
}

/**
 * Another club, or the same one at last: every page on screen belongs to it from now on. How it opens
 * is told by the club itself, so that the one failure left is that nothing answered.
 */
export async function enter(answer: Promise<Answer<unknown, unknown>>): Promise<void> {
  const it = await answer;
  if (it.status === 'error') toasts.failed(m.shared.saving.unknown);
  await lookAgain();
}

/** A new id, in the order of time, as the club's own. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  const now = Date.now();
  view.setUint32(0, Math.floor(now / 0x10000));
  view.setUint16(4, now % 0x10000);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
