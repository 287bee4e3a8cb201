import { expect, test } from 'vitest';
import { Trail } from './trail.svelte';

/** A history: `>` opens a page, `=` opens one in place of the page, `<` and `]` walk. */
function after(steps: string) {
  const trail = new Trail();
  let at = 1_700_000;
  trail.arrive(at, false);
  for (const step of steps) {
    at += { '>': 1, '=': 0, '<': -1, ']': 1 }[step] ?? 0;
    trail.arrive(at, step === '<' || step === ']');
  }
  return `${trail.canGoBack ? '←' : '·'} ${trail.canGoForward ? '→' : '·'}`;
}

test.each([
  ['', '· ·'],
  ['>', '← ·'],
  ['=', '· ·'],
  ['><', '· →'],
  ['><=', '· →'],
  ['>><', '← →'],
  ['>><]', '← ·'],
  ['>><>', '← ·'],
  ['>><<>', '← ·'],
  ['>=<', '· →'],
])('after %s: %s', (steps, expected) => {
  expect(after(steps)).toBe(expected);
});
