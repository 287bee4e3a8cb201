import { render, screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AuthorityLine, AuthorityService } from '$lib/ipc/bindings';
import Authorities from './Authorities.svelte';

const rust = vi.hoisted(() => ({ execute: vi.fn() }));
vi.mock('$lib/ipc/bindings', () => ({ commands: rust, events: {} }));

beforeEach(() => {
  vi.clearAllMocks();
  rust.execute.mockResolvedValue({ status: 'ok', data: { operation: 7 } });
});

const service = (
  kind: AuthorityService['kind'],
  ...granted: AuthorityService['granted']
): AuthorityService => ({ kind, country: 'FR', provider: 'Les Sceaux', granted });

const authority = (name: string, ...services: AuthorityService[]): AuthorityLine => ({
  sha256: `sha-${name}`,
  name,
  source: 'liste-fr.xml',
  listed_on: '2026-10-01',
  added_on: '2026-11-02',
  services,
});

async function show(...authorities: AuthorityLine[]) {
  render(Authorities, { authorities, disabled: false });
  const user = userEvent.setup();
  await user.click(screen.getByText('liste-fr.xml'));
  return user;
}

const line = (name: string) => {
  const found = screen.getAllByRole('listitem').find((it) => it.textContent.includes(name));
  if (found === undefined) throw new Error(`no line of ${name}`);
  return found;
};

test('each authority says for what its State lists it, and until when', async () => {
  await show(
    authority(
      'Sceaux 1',
      service('qualified_certificates', { from: '2020-01-01T00:00:00Z', until: null }),
      service('time_stamps', { from: '2018-01-01T00:00:00Z', until: '2024-05-31T00:00:00Z' }),
    ),
    authority('Sceaux 2', service('certificates')),
    authority('Sceaux 3'),
  );
  expect(screen.getByText('3 autorités, liste du 01/10/2026')).toBeVisible();
  expect(line('Sceaux 1')).toHaveTextContent('certificats qualifiés, FR');
  expect(line('Sceaux 1')).toHaveTextContent('horodatages, FR, retirée le 31/05/2024');
  expect(line('Sceaux 2')).toHaveTextContent('certificats, FR, jamais accordée');
  expect(line('Sceaux 3')).not.toHaveTextContent('FR');
});

test('one is removed by itself, and a file with all that it brought', async () => {
  const user = await show(authority('Sceaux 1'), authority('Sceaux 2'));
  await user.click(within(line('Sceaux 2')).getByRole('button', { name: 'Retirer Sceaux 2' }));
  const removed = (...sha256s: string[]) => ({ kind: 'remove_authorities', sha256s });
  expect(rust.execute).toHaveBeenLastCalledWith(removed('sha-Sceaux 2'));
  await user.click(screen.getByRole('button', { name: /^Retirer les 2/ }));
  expect(rust.execute).toHaveBeenLastCalledWith(removed('sha-Sceaux 1', 'sha-Sceaux 2'));
});

test('of a list of hundreds the first are shown, until all are asked for', async () => {
  const many = Array.from({ length: 300 }, (_, at) => authority(`Sceaux ${at}`));
  const user = await show(...many);
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  await user.click(screen.getByRole('button', { name: /^Voir 280.autres autorités$/ }));
  expect(screen.getAllByRole('listitem')).toHaveLength(300);
});
