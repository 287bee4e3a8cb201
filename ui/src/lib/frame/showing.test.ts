import { expect, test } from 'vitest';
import { showing } from './showing';

test('the mark is kept before a showing begins, and goes once all of them have ended', async () => {
  const kept: boolean[] = [];
  showing.onchange = async () => void kept.push(showing.underWay);
  const [one, other] = [await showing.begin(), await showing.begin()];
  expect(kept).toEqual([true, true]);
  one();
  one();
  expect(showing.underWay).toBe(true);
  other();
  expect(kept).toEqual([true, true, true, false]);
});
