import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Navigation from './Navigation.svelte';

test('a number opens what it counts, and stands only where something waits', () => {
  render(Navigation, { waiting: { today: 11, conventions: 3, meetings: 0 } });
  const told = screen.getAllByRole('link').map((it) => {
    return `${it.getAttribute('aria-label')} → ${it.getAttribute('href')}`;
  });
  expect(told).toEqual([
    'Aujourd’hui, 11 en attente → /',
    'Membres → /members',
    'Conventions → /conventions',
    'Conventions, 3 en attente → /conventions?view=waiting',
    'Réunions → /meetings',
    'Journal → /journal',
    'Réglages → /settings',
  ]);
});
