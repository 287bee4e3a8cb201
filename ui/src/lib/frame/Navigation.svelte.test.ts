import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Keeping, type Tried } from '$lib/shared';
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

test('the foot says what is saved, what is not and why, and tries again when it is asked', async () => {
  render(Navigation);
  expect(screen.getByRole('status')).toHaveTextContent('Tout est enregistré');
  let full = true;
  const keeping = new Keeping((): Promise<Tried> =>
    Promise.resolve(full ? { kept: false, why: 'Le disque est plein.' } : { kept: true }),
  );
  keeping.touched();
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Enregistrement…'));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Pas enregistré Le disque est plein. Cercle réessaie de lui-même.',
  );
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
  full = false;
  await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  expect(screen.getByRole('status')).toHaveTextContent(/^Tout est enregistré, à \d/);
});
