import { expect, test } from 'vitest';
import { entered, marked } from './typing';

/** Where `|` stands is the caret. */
function enter(text: string): string {
  const caret = text.indexOf('¦');
  const it = entered(text.replace('¦', ''), caret);
  return it.kind === 'line'
    ? `${it.text.slice(0, it.caret)}¦${it.text.slice(it.caret)}`
    : `[${it.before}][${it.after}]`;
}

test('a sign in front makes a decision or an action', () => {
  expect(marked('', '!')).toEqual({ kind: 'decision', text: '' });
  expect(marked('', '> Relire le guide')).toEqual({ kind: 'action', text: 'Relire le guide' });
  expect(marked('Adopté.', '!Adopté.')).toEqual({ kind: 'decision', text: 'Adopté.' });
});

test('a sign anywhere else is a sign', () => {
  expect(marked('Relire', 'Relire !')).toBeUndefined();
  expect(marked('Relire', 'Relire')).toBeUndefined();
  expect(marked('> cité', '> cité par')).toBeUndefined();
});

test('enter begins another block where the caret stands', () => {
  expect(enter('Un mot.¦')).toBe('[Un mot.][]');
  expect(enter('Un mot. ¦Un autre.')).toBe('[Un mot.][Un autre.]');
  expect(enter('¦Un mot.')).toBe('[][Un mot.]');
});

test('enter continues a list, and ends it on an empty line', () => {
  expect(enter('- un¦')).toBe('- un\n- ¦');
  expect(enter('Trois\u202f:\n  1. un¦\nsuite')).toBe('Trois\u202f:\n  1. un\n  2. ¦\nsuite');
  expect(enter('> cité¦')).toBe('> cité\n> ¦');
  expect(enter('| a | b |¦')).toBe('| a | b |\n¦');
  expect(enter('- un\n- ¦')).toBe('[- un][]');
  expect(enter('- un\n- ¦\nsuite')).toBe('[- un][suite]');
});
