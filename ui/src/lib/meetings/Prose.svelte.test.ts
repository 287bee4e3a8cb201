import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import Prose from './Prose.svelte';

const drawn = (text: string) => render(Prose, { text }).container;

test('what people type is never HTML', () => {
  const hostile = 'Un <script>alert(1)</script> et <img src=x onerror=alert(1)> dans le texte.';
  const it = drawn(hostile);
  expect(it.querySelector('script, img')).toBeNull();
  expect(it).toHaveTextContent(hostile);
});

test('a block of HTML is its own letters', () => {
  const it = drawn('<div onclick="x()">\n<b>gras</b>\n</div>');
  expect(it.querySelector('[onclick], b')).toBeNull();
  expect(it).toHaveTextContent('<div onclick="x()"> <b>gras</b> </div>');
});

test('a link says where it leads and leads nowhere by itself', () => {
  const it = drawn('[le guide](https://docs.example.org/guide) et [autre](javascript:alert(1))');
  expect(it.querySelector('a')).toBeNull();
  expect(it).toHaveTextContent('le guide (https://docs.example.org/guide) et autre');
  expect(it).not.toHaveTextContent('javascript');
});

test('a picture is not fetched: it says what it shows', () => {
  const it = drawn('![le schéma](https://example.org/a.png)');
  expect(it.querySelector('img')).toBeNull();
  expect(it).toHaveTextContent('le schéma');
});

test('emphasis, lists and tables are drawn', () => {
  const it = drawn(
    'Un *mot* **fort**.\n\n3. trois\n4. quatre\n\n| Nom | Part |\n| --- | ---: |\n| Un | 2 |',
  );
  expect(it.querySelector('em')).toHaveTextContent('mot');
  expect(it.querySelector('strong')).toHaveTextContent('fort');
  expect(screen.getByRole('list')).toHaveAttribute('start', '3');
  expect(screen.getAllByRole('columnheader').map((th) => th.textContent)).toEqual(['Nom', 'Part']);
  expect(screen.getByRole('cell', { name: '2' })).toHaveClass('num');
});

test('a very long text is drawn whole', () => {
  expect(drawn('é'.repeat(100_000)).textContent).toContain('é'.repeat(100_000));
});
