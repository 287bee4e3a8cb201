// CommonMark with tables, as a tree. The window draws the tree with its own elements, so nothing that
// a person types is ever HTML: `<script>` is eight letters and two signs.

import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

/** The parts of a text. */
export const parsed = (text: string): RootContent[] =>
  fromMarkdown(text, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  }).children;

/** An address that may be followed: anything else (`javascript:`) is shown as text. */
export const isSafe = (url: string): boolean => /^(https?:|mailto:)/i.test(url);
