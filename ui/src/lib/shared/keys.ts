// How a shortcut is written in the code (`ctrl+shift+r`), recognised, and told to people.

import { m } from '$lib/i18n';

/** A combination of keys: modifiers then the key, e.g. `ctrl+k`, `alt+left`, `f2`, `enter`. */
export type Keys = string;

const ARROWS: Record<string, string> = {
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'left',
  arrowright: 'right',
};

/** Whether `event` is that combination. */
export function pressed(event: KeyboardEvent, keys: Keys): boolean {
  const parts = keys.split('+').map((it) => (it === '' ? 'plus' : it));
  const wanted = new Set(parts);
  const key = wanted.has('plus') ? '+' : parts[parts.length - 1];
  const name = event.key.toLowerCase();
  const got = ARROWS[name] ?? (name === 'escape' ? 'esc' : name === ' ' ? 'space' : name);
  // The digits of a French keyboard need the shift key: the place of the key says which one it is.
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const isDigit = key !== undefined && /^\d$/.test(key);
  const same = isDigit ? digit === key || got === key : got === key;
  // « + » and « ? » are typed with shift on some keyboards and without it on others.
  const printed = key !== undefined && key.length === 1 && !/[a-z]/.test(key);
  return (
    same &&
    (event.ctrlKey || event.metaKey) === wanted.has('ctrl') &&
    event.altKey === wanted.has('alt') &&
    (printed || event.shiftKey === wanted.has('shift'))
  );
}

/** The combination as it stands on the keys of a keyboard in the language of the window. */
export function spoken(keys: Keys): string {
  const names: Record<string, string> = m.shared.keys;
  return keys
    .split('+')
    .map((it) => (it === '' ? '+' : (names[it] ?? (it.length === 1 ? it.toUpperCase() : it))))
    .filter((it, at, all) => !(it === '+' && all[at + 1] === '+'))
    .map((it) => (/^f\d+$/.test(it) ? it.toUpperCase() : it))
    .join(' ');
}

/** The combination as `aria-keyshortcuts` wants it. */
export function aria(keys: Keys): string {
  const names: Record<string, string> = {
    ctrl: 'Control',
    alt: 'Alt',
    shift: 'Shift',
    enter: 'Enter',
    esc: 'Escape',
    up: 'ArrowUp',
    down: 'ArrowDown',
    left: 'ArrowLeft',
    right: 'ArrowRight',
    space: 'Space',
  };
  return keys
    .split('+')
    .map((it) => names[it] ?? it.toUpperCase())
    .join('+');
}
