// CommonMark with tables, as a tree. The window draws the tree with its own elements, so nothing that
// a person types is ever HTML: `<script>` is eight letters and two signs.

import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** How deep lists and quotes go inside each other, and how deep emphasis does: as on paper. */
const DEEPEST = 6;

/** The most lists and quotes that one line opens, and signs of emphasis or images that one paragraph
 * holds: to read many takes the square of their number, and nobody writes so many. */
const MOST_OPENED = 8;
const MOST_SIGNS = 600;
const MOST_IMAGES = 100;

/** What opens lists and quotes at the beginning of a line. */
const OPENING = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))+/;
const ONE_OPENING = />|[-+*]|\d+[.)]/g;
/** `* * *` parts two paragraphs, and opens nothing. */
const RULE = /^[ \t]*(?:(?:\*[ \t]*)+|(?:-[ \t]*)+)$/;
/** The line below the head of a table. */
const UNDER_HEAD = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** The parts of a text. One that is too knotted to be read is shown as it was typed. */
export const parsed = (text: string): RootContent[] =>
  isKnotted(text)
    ? [{ type: 'code', value: text }]
    : flattened(
        fromMarkdown(text, {
          extensions: [gfmTable()],
          mdastExtensions: [gfmTableFromMarkdown()],
        }).children,
      );

/** An address that may be followed: anything else (`javascript:`) is shown as text. */
export const isSafe = (url: string): boolean => /^(https?:|mailto:)/i.test(url);

function isKnotted(text: string): boolean {
  const lines = text.split(/\r\n?|\n/);
  const opened = (it: string) => OPENING.exec(it)?.[0].match(ONE_OPENING)?.length ?? 0;
  if (lines.some((it) => opened(it) > MOST_OPENED && !RULE.test(it))) return true;

  let block: string[] = [];
  for (const line of [...lines, '']) {
    if (line.trim() !== '' && !RULE.test(line)) {
      block.push(line);
      continue;
    }
    // The cells of a table are read each by itself.
    const whole = UNDER_HEAD.test(block[1] ?? '') ? block : [block.join('\n')];
    const held = (it: string, sign: RegExp) => it.match(sign)?.length ?? 0;
    if (whole.some((it) => held(it, /[*_]+/g) > MOST_SIGNS || held(it, /!\[/g) > MOST_IMAGES))
      return true;
    block = [];
  }
  return false;
}

/** What is nested deeper than a page can show goes to what is around it. */
function flattened(nodes: RootContent[], blocks = 0, words = 0): RootContent[] {
  return nodes.flatMap((it) => {
    if (!('children' in it)) return [it];
    const isBlock = it.type === 'blockquote' || it.type === 'list';
    const isWord = it.type === 'emphasis' || it.type === 'strong';
    if ((isBlock && blocks === DEEPEST) || (isWord && words === DEEPEST)) {
      const inner: RootContent[] =
        it.type === 'list' ? it.children.flatMap((item) => item.children) : it.children;
      return flattened(inner, blocks, words);
    }
    const children = flattened(it.children, blocks + Number(isBlock), words + Number(isWord));
    return [{ ...it, children } as RootContent];
  });
}
