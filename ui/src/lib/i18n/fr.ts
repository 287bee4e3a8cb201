// French, the source: a sentence is written here first, and the others must follow to compile.

import { club } from './fr/club';
import { done } from './fr/done';
import { failed } from './fr/failed';
import { frame } from './fr/frame';
import { refused } from './fr/refused';
import { shared } from './fr/shared';
import { conventions } from './fr/conventions';
import { copies } from './fr/copies';
import { imports } from './fr/imports';
import { journal } from './fr/journal';
import { meetings } from './fr/meetings';
import { members } from './fr/members';
import { people } from './fr/people';
import { settings } from './fr/settings';
import { signatures } from './fr/signatures';
import { today } from './fr/today';

/** Every sentence, by notion. */
export const fr = {
  club,
  done,
  failed,
  frame,
  refused,
  shared,
  conventions,
  copies,
  imports,
  journal,
  meetings,
  members,
  people,
  settings,
  signatures,
  today,
};

/** What each language must say. */
export type Messages = typeof fr;
