import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { ClubState } from '$lib/ipc/bindings';
import Ground from './Ground.svelte';

const club = (ground: object): Extract<ClubState, { kind: 'open' }> => ({
  kind: 'open',
  id: 'c1',
  demo: false,
  read_only: false,
  key_kept: true,
  no_room: false,
  aftermath: null,
  ground: {
    share: false,
    synchronised_by: null,
    conflict_copies: [],
    open_to_others: false,
    ...ground,
  },
  today: '2026-11-24',
});

test.each([
  [{ share: true }, /partage réseau.* sur le disque de ce poste/],
  [{ synchronised_by: 'Nextcloud' }, /^Nextcloud synchronise le dossier/],
  [{ conflict_copies: ['a.db', 'b.db'] }, /copies de conflit\s: a\.db et b\.db/],
  [{ open_to_others: true }, /Réservez ce dossier à votre compte/],
])('what is unsafe about the folder is said with what to do: %o', (ground, sentence) => {
  render(Ground, { club: club(ground) });
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(screen.getByText(sentence)).toBeVisible();
});

test('a good folder says nothing, and what was read is not said again', async () => {
  const { unmount } = render(Ground, { club: club({}) });
  expect(screen.queryByRole('list')).toBeNull();
  unmount();
  const first = render(Ground, { club: club({ share: true, open_to_others: true }) });
  await userEvent
    .setup()
    .click(screen.getAllByRole('button', { name: 'Fermer' })[0] as HTMLElement);
  first.unmount();
  render(Ground, { club: club({ share: true, open_to_others: true }) });
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});
