import { afterEach, expect, test } from 'vitest';
import { speak } from '$lib/i18n';
import { aria, pressed, spoken } from './keys';

afterEach(() => speak('fr'));

const press = (key: string, held: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, ...held });
const ctrl = { ctrlKey: true };

test.each([
  ['ctrl+k', press('k', ctrl), true],
  ['ctrl+k', press('K', ctrl), true],
  ['ctrl+k', press('k'), false],
  ['ctrl+k', press('k', { ...ctrl, shiftKey: true }), false],
  ['ctrl+shift+r', press('R', { ...ctrl, shiftKey: true }), true],
  ['alt+left', press('ArrowLeft', { altKey: true }), true],
  ['f2', press('F2'), true],
  ['esc', press('Escape'), true],
  // A French keyboard types a digit with shift, and « & » without it.
  ['ctrl+1', press('&', { ...ctrl, code: 'Digit1' }), true],
  ['ctrl+1', press('1', { ...ctrl, code: 'Numpad1' }), true],
  ['ctrl+2', press('&', { ...ctrl, code: 'Digit1' }), false],
  ['ctrl+0', press('à', { ...ctrl, code: 'Digit0' }), true],
  // Some keyboards type « + » and « / » with shift.
  ['ctrl++', press('+', { ...ctrl, shiftKey: true }), true],
  ['ctrl++', press('+', ctrl), true],
  ['ctrl+-', press('-', ctrl), true],
  ['ctrl+/', press('/', { ...ctrl, shiftKey: true }), true],
])('%s', (keys, event, expected) => {
  expect(pressed(event, keys)).toBe(expected);
});

test.each([
  ['ctrl+k', 'Ctrl K', 'Ctrl K'],
  ['ctrl+shift+r', 'Ctrl Maj R', 'Ctrl Shift R'],
  ['enter', 'Entrée', 'Enter'],
  ['esc', 'Échap', 'Esc'],
  ['up', '↑', '↑'],
  ['f2', 'F2', 'F2'],
  ['ctrl++', 'Ctrl +', 'Ctrl +'],
])('%s is written %s on a French keyboard', (keys, french, english) => {
  expect(spoken(keys)).toBe(french);
  speak('en');
  expect(spoken(keys)).toBe(english);
});

test('a screen reader hears the names of the standard', () => {
  expect(aria('ctrl+shift+r')).toBe('Control+Shift+R');
  expect(aria('alt+left')).toBe('Alt+ArrowLeft');
  expect(aria('ctrl++')).toBe('Control++');
});
