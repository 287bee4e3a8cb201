// English, complete beside French.

import type { Messages } from './fr';
import { club } from './en/club';
import { done } from './en/done';
import { failed } from './en/failed';
import { frame } from './en/frame';
import { refused } from './en/refused';
import { shared } from './en/shared';
import { conventions } from './en/conventions';
import { copies } from './en/copies';
import { imports } from './en/imports';
import { journal } from './en/journal';
import { meetings } from './en/meetings';
import { members } from './en/members';
import { people } from './en/people';
import { settings } from './en/settings';
import { signatures } from './en/signatures';
import { today } from './en/today';

/** Every sentence, by notion. */
export const en = {
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
} satisfies Messages;
