// What makes a catalogue complete: a sentence for each command and for each refusal that Rust knows.
// A capability or a refusal without its words does not compile, in any language.

import type { ClubFailure, Code, Command, Refusal, SheetProblem } from '../ipc/bindings';

/** What a command says once it is done. */
export type Done = Record<Command['kind'], string>;

/** A sentence for each code, made of the facts that come with it. */
export type Sentences<T extends { code: string }> = {
  [K in T['code']]: (facts: Extract<T, { code: K }>) => string;
};

/** Why a rule says no. */
export type Refused = Sentences<Refusal>;

/** Why something did not work, besides the rules. */
export type Failed = Sentences<Exclude<Code, { code: 'refused' }>>;

/** What stands between a person and their club. */
export type Shut = Sentences<ClubFailure>;

/** Why a file holds no list. */
export type Problems = {
  [K in SheetProblem['problem']]: (facts: Extract<SheetProblem, { problem: K }>) => string;
};
