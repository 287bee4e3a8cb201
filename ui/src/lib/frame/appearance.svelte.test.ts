import { afterEach, expect, test, vi } from 'vitest';
import { language } from '$lib/i18n';
import { appearance } from './appearance.svelte';

const root = document.documentElement;

afterEach(() => {
  appearance.onchange = () => {};
  appearance.restore({ theme: 'system', zoom: 100, language: 'fr' });
});

test('everything scales with the root, between 80 and 200 %', () => {
  const sizes: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    appearance.larger();
    sizes.push(root.style.fontSize);
  }
  expect(sizes).toEqual(['110%', '125%', '150%', '175%', '200%', '200%', '200%', '200%']);
  appearance.usual();
  appearance.smaller();
  appearance.smaller();
  appearance.smaller();
  expect(root.style.fontSize).toBe('80%');
});

test('a size from elsewhere finds its next step', () => {
  appearance.restore({ theme: 'system', zoom: 105, language: 'fr' });
  appearance.larger();
  expect(appearance.zoom).toBe(110);
  appearance.restore({ theme: 'system', zoom: 1000, language: 'fr' });
  expect(appearance.zoom).toBe(200);
});

test('light and dark override the system, which is the usual', () => {
  appearance.theme = 'dark';
  expect(root.dataset.theme).toBe('dark');
  appearance.theme = 'system';
  expect(root.dataset.theme).toBeUndefined();
});

test('what somebody chose is told, what is put back is not', () => {
  const told = vi.fn();
  appearance.onchange = told;
  appearance.restore({ theme: 'dark', zoom: 125, language: 'en' });
  expect(told).not.toHaveBeenCalled();
  expect(language()).toBe('en');
  appearance.language = 'fr';
  expect(told).toHaveBeenCalledOnce();
  expect(appearance.theme).toBe('dark');
});
