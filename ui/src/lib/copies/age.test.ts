import { expect, test } from 'vitest';
import { warning } from './age';

const NOW = '2026-11-28T09:00:00Z';

test.each([
  [{ kind: 'none' as const }, undefined],
  [{ kind: 'good' as const, at: '2026-11-26T09:30:00Z' }, undefined],
  [
    { kind: 'good' as const, at: '2026-11-25T08:00:00Z' },
    'La dernière copie relue a été faite il y a 3 jours',
  ],
])('a copy is told of when it is old: %o', (last, sentence) => {
  expect(warning(last, NOW)?.sentence).toBe(sentence);
});

test('a copy that failed is told of at once, with its reason and the last good one', () => {
  const last = {
    kind: 'failed' as const,
    at: '2026-11-28T08:00:00Z',
    failure: { code: 'copy_place_missing' as const, folder: 'USB' },
    good: '2026-11-27T08:00:00Z',
  };
  expect(warning(last, NOW)?.sentence).toMatch(
    /^La dernière copie a échoué\. Le dossier des copies «\u202fUSB\u202f» n’est pas là.* du 27\/11\/2026 .*, hier\.$/,
  );
  expect(warning({ ...last, good: null }, NOW)?.sentence).toMatch(/encore aucune bonne copie\.$/);
});
