// What the keys mean while minutes are taken. Pure: the editor asks, and does.

import type { Content } from '$lib/ipc/bindings';

/** The kinds of blocks. */
export type BlockKind = Content['kind'];

/** A block of that kind, with nothing more known yet. */
export const content = (kind: BlockKind): Content =>
  kind === 'action' ? { kind, owner: null, due_on: null, done_on: null } : { kind };

/**
 * What a text becomes when a sign is typed in front of it: `!` makes a decision, `>` an action. A sign
 * that stood there before is a sign of the text.
 */
export function marked(
  before: string,
  text: string,
): { kind: BlockKind; text: string } | undefined {
  const found = before === '' || text.slice(1) === before ? /^([!>])\s*/.exec(text) : null;
  if (!found) return undefined;
  return { kind: found[1] === '!' ? 'decision' : 'action', text: text.slice(found[0].length) };
}

/** What Enter does: a further line of a list, or another block. */
export type Entered =
  { kind: 'line'; text: string; caret: number } | { kind: 'block'; before: string; after: string };

/**
 * What Enter does in a text at `caret`. A block is a paragraph, so Enter begins another one; inside a
 * list, a quotation or a table it continues that, and on an empty line of it ends it.
 */
export function entered(text: string, caret: number): Entered {
  const start = text.lastIndexOf('\n', caret - 1) + 1;
  const line = text.slice(start, caret);
  const item = /^(\s*)(?:([-*+])|(\d{1,9})([.)])|(>))(\s+)/.exec(line);
  const isTable = /^\s*\|/.test(line);
  const rest = text.slice(caret);
  if (isTable) return lineAfter(text, caret, '');
  if (!item)
    return { kind: 'block', before: text.slice(0, caret).trimEnd(), after: rest.trimStart() };
  if (item[0].trim() !== '' && line.trim() === item[0].trim() && rest.split('\n')[0] === '') {
    // Nothing was written behind the mark: the list is over.
    return { kind: 'block', before: text.slice(0, start).trimEnd(), after: rest.trimStart() };
  }
  const [, indent = '', bullet, number, sign = '', quote, space = ' '] = item;
  const mark = number === undefined ? (bullet ?? quote ?? '') : `${Number(number) + 1}${sign}`;
  return lineAfter(text, caret, `${indent}${mark}${space}`);
}

function lineAfter(text: string, caret: number, mark: string): Entered {
  const before = `${text.slice(0, caret)}\n${mark}`;
  return { kind: 'line', text: before + text.slice(caret), caret: before.length };
}
