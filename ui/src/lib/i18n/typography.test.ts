import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('./fr/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

// Where a line breaks, a sign that stands alone at its beginning is a fault.
test('in French no sign of two parts can be left alone on the next line', () => {
  const faults = Object.entries(sources).flatMap(([file, source]) =>
    source
      .split('\n')
      .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
      .flatMap((line) => line.match(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [])
      .filter((words) => /[^\s] [:;?!»]|« /.test(words.replaceAll(/\$\{[^}]*\}/g, 'x')))
      .map((words) => `${file}: ${words}`),
  );
  expect(Object.keys(sources).length).toBeGreaterThan(10);
  expect(faults).toEqual([]);
});
