import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Toasts from './Toasts.svelte';
import { STAYS_MS, toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  toasts.release();
  toasts.all.forEach((it) => toasts.close(it.id));
  vi.useRealTimers();
});

const said = () => toasts.all.map((it) => it.text);

test('what was done is said, then goes', () => {
  toasts.done('Accès fermé');
  vi.advanceTimersByTime(STAYS_MS - 1);
  expect(said()).toEqual(['Accès fermé']);
  vi.advanceTimersByTime(1);
  expect(said()).toEqual([]);
});

test('a failure stays until it is closed, with its detail one click away', async () => {
  render(Toasts);
  toasts.failed('Le disque est plein.', 'SQLITE_FULL');
  flushSync();
  vi.advanceTimersByTime(STAYS_MS * 10);
  expect(screen.getByRole('alert')).toHaveTextContent('Le disque est plein.');
  expect(screen.getByText('SQLITE_FULL')).not.toBeVisible();
  await fireEvent.click(screen.getByRole('button', { name: 'Fermer' }));
  expect(said()).toEqual([]);
});

test('nothing goes while somebody points at the messages', async () => {
  render(Toasts);
  toasts.done('Accès fermé');
  flushSync();
  const region = screen.getByRole('region', { name: 'Messages' });
  await fireEvent.pointerEnter(region);
  toasts.done('Membre créé');
  vi.advanceTimersByTime(STAYS_MS * 2);
  expect(said()).toEqual(['Accès fermé', 'Membre créé']);
  await fireEvent.pointerLeave(region);
  vi.advanceTimersByTime(STAYS_MS);
  expect(said()).toEqual([]);
});

test('Annuler takes back its own, and only the newest that can be names the keys', async () => {
  render(Toasts);
  const undone: string[] = [];
  toasts.done('un', () => undone.push('un'));
  toasts.done('deux', () => undone.push('deux'));
  toasts.done('trois');
  flushSync();
  const buttons = screen.getAllByRole('button');
  expect(buttons.map((it) => it.textContent.trim().split(/\s+/).join(' '))).toEqual([
    'Annuler',
    'Annuler Ctrl Z',
  ]);
  await fireEvent.click(buttons[0] ?? document.body);
  expect(undone).toEqual(['un']);
  expect(said()).toEqual(['deux', 'trois']);
});

test('what was taken back can be brought back', async () => {
  render(Toasts);
  const redo = vi.fn();
  toasts.done('Accès fermé', () => {});
  toasts.undone('Annulé', redo);
  flushSync();
  expect(screen.getByRole('button', { name: /^Annuler$/ })).toBeVisible();
  await fireEvent.click(screen.getByRole('button', { name: 'Rétablir Ctrl Maj Z' }));
  expect(redo).toHaveBeenCalledOnce();
  expect(said()).toEqual(['Accès fermé']);
});

test('three messages are enough', () => {
  ['un', 'deux', 'trois', 'quatre'].forEach((it) => toasts.done(it));
  expect(said()).toEqual(['deux', 'trois', 'quatre']);
});

test('a failure is said once however often it comes, and leaves with its page', () => {
  toasts.failed('Ce fichier est vide.');
  toasts.failed('Ce fichier n’est pas un PDF.');
  toasts.failed('Ce fichier est vide.');
  toasts.done('Accès fermé');
  expect(said()).toEqual(['Ce fichier n’est pas un PDF.', 'Ce fichier est vide.', 'Accès fermé']);
  toasts.leave();
  expect(said()).toEqual(['Accès fermé']);
});
