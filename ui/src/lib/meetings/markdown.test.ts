import type { RootContent } from 'mdast';
import { expect, test } from 'vitest';
import { parsed } from './markdown';

/** How many parts there are, and how deep lists and quotes, or emphasis, go inside each other. */
function measured(nodes: RootContent[], blocks = 0, words = 0): { parts: number; deep: number } {
  let [parts, deep] = [nodes.length, Math.max(blocks, words)];
  for (const it of nodes) {
    if (!('children' in it)) continue;
    const block = Number(it.type === 'blockquote' || it.type === 'list');
    const word = Number(it.type === 'emphasis' || it.type === 'strong');
    const inner = measured(it.children, blocks + block, words + word);
    [parts, deep] = [parts + inner.parts, Math.max(deep, inner.deep)];
  }
  return { parts, deep };
}

/** So many letters of a text that asks for more than it seems to. */
const LENGTH = 12_000;
const times = (text: string, share = 1) => text.repeat(LENGTH / share / text.length);

/** The reader takes the square of such texts: they never come to it. */
test.each([
  ['quotes', times('> ') + 'mot'],
  ['quotes without a space', times('>') + 'mot'],
  ['lists', times('- ') + 'mot'],
  ['numbered lists', times('1. ') + 'mot'],
  ['lists and quotes', times('- > ') + 'mot'],
  ['a list and empty lines', `${times('- ', 2)}mot${times('\n', 2)}\n\nmot`],
  ['emphasis', times('*a **b ', 2) + 'mot' + times('** c*', 2)],
  ['signs that open nothing', times('*mot_ ')],
  ['images in each other', times('![', 4) + 'mot' + times('](u)', 2)],
  ['a paragraph that looks like a table', `un\n${times('*mot_ |')}\n-|-`],
])('a text too knotted to be read (%s) is shown as it was typed', (_, text) => {
  expect(parsed(text)).toEqual([{ type: 'code', value: text }]);
});

test.each([
  ['brackets', times('[') + 'mot'],
  ['links', times('[mot](u)')],
  ['rules', times('* * * * * * * * * * * *\n')],
  ['stars', 'mot ' + times('*')],
  ['columns', [times('|mot', 3), times('|-', 3), times('x\n', 3)].join('\n')],
  ['bold cells', `|a|b|\n|-|-|\n${times('|**mot**|**mot**|\n')}`],
  ['paragraphs', times('mot\n\n')],
])('a text costs in proportion to its letters (%s)', (_, text) => {
  const tree = parsed(text);
  expect(tree[0]?.type).not.toBe('code');
  expect(measured(tree).parts).toBeLessThan(text.length);
});

test('what is nested deeper than a page can show loses no word', () => {
  const deep = ['- a', '  - b', '    - c', '      - d', '        - e', '          - f']
    .concat('            - g', '              - h')
    .join('\n');
  const tree = parsed(
    `${deep}\n\n> > > > > > > > i\n\n*a **b *c **d *e **f *g **h** g* f** e* d** c* b** a*`,
  );
  expect(measured(tree).deep).toBe(6);
  const words =
    JSON.stringify(tree)
      .match(/"value":"[^"]*"/g)
      ?.join('') ?? '';
  for (const it of 'abcdefghi') expect(words).toContain(it);
});
