import { expect, test } from 'vitest';
import { sectionOf } from './sections';

test.each([
  ['/', 'today'],
  // The window before anything is opened in it.
  ['', 'today'],
  ['/members', 'members'],
  ['/members/m1', 'members'],
  ['/copies', 'settings'],
  ['/membership', undefined],
])('« %s » belongs to %s', (path, id) => {
  expect(sectionOf(path)?.id).toBe(id);
});
