import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speak } from '$lib/i18n';
import { toasts } from '$lib/shared';
import type { Code } from './bindings';
import { bringBack, takeBack } from './index';

const rust = vi.hoisted(() => ({ execute: vi.fn() }));
vi.mock('./bindings', () => ({ commands: rust, events: {} }));
vi.mock('$app/navigation', () => ({ invalidateAll: vi.fn() }));

const stopped = (code: Code) =>
  rust.execute.mockResolvedValue({ status: 'error', error: { ...code, detail: '' } });
const said = () => toasts.all.at(-1)?.text.replace(/[\u00a0\u202f]/g, ' ');

afterEach(() => speak('fr'));
beforeEach(() => toasts.all.forEach((it) => toasts.close(it.id)));

test('what a rule has stopped is said with the rule', async () => {
  stopped({ code: 'refused', with: { code: 'minutes_locked', on: '2026-11-23' } });
  await takeBack(7);
  expect(said()).toBe(
    'Impossible d’annuler. Le compte rendu est verrouillé depuis le 23/11/2026 : il ne change plus.',
  );
  stopped({ code: 'refused', with: { code: 'agenda_empty' } });
  await bringBack(8);
  expect(said()).toBe(
    'Impossible de rétablir. L’ordre du jour est vide : il n’y a rien à valider.',
  );
});

test('what says so itself is not said twice', async () => {
  stopped({ code: 'changed_since', with: { by: null } });
  await takeBack(7);
  expect(said()).toBe('Impossible d’annuler : cela a changé depuis.');
});

test('in English too', async () => {
  speak('en');
  stopped({ code: 'refused', with: { code: 'name_taken', name: 'Valmont' } });
  await takeBack(7);
  expect(said()).toBe(
    'It cannot be undone. “Valmont” is there already: open its page, or give another name.',
  );
  await bringBack(7);
  expect(said()).toMatch(/^It cannot be redone\. “Valmont”/);
});
