import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import PdfViewer from './PdfViewer.svelte';

const reader = vi.hoisted(() => ({ openPdf: vi.fn() }));
vi.mock('./pdf', async (original) => ({
  ...(await original<typeof import('./pdf')>()),
  openPdf: reader.openPdf,
}));

const a4 = { width: 794, height: 1123 };

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  const size = (number: number) =>
    Promise.resolve(number === 3 ? { width: 1123, height: 794 } : a4);
  reader.openPdf.mockResolvedValue({ count: 4, first: a4, size, draw });
});

const draw = vi.fn(() => ({ done: Promise.resolve(), stop: () => {} }));

const bytes = () => Promise.resolve(new ArrayBuffer(8));

async function shown(more: Partial<ComponentProps<typeof PdfViewer>> = {}) {
  const view = render(PdfViewer, { name: 'Convention.pdf', bytes, ...more });
  const page = await screen.findByLabelText('Aller à la page');
  return { ...view, page, user: userEvent.setup() };
}

test('every page has its place and its own size', async () => {
  await shown();
  await waitFor(() => {
    const third = screen.getByLabelText('Page 3 sur 4');
    expect(parseFloat(third.style.inlineSize)).toBeGreaterThan(parseFloat(third.style.blockSize));
  });
  expect(screen.getAllByRole('region', { name: /^Page \d/ })).toHaveLength(4);
});

test('one goes to a page by its number, and no further than the last', async () => {
  const { page, user } = await shown();
  expect(page).toHaveValue('1');
  await user.clear(page);
  await user.type(page, '3{Enter}');
  expect(page).toHaveValue('3');
  await user.clear(page);
  await user.type(page, '12{Enter}');
  expect(page).toHaveValue('4');
});

test('the keyboard turns the pages and changes the scale', async () => {
  const { page, user } = await shown();
  screen.getByRole('region', { name: 'Pages de Convention.pdf' }).focus();
  await user.keyboard('{PageDown}{PageDown}');
  expect(page).toHaveValue('3');
  await user.keyboard('{End}{PageUp}{Home}');
  expect(page).toHaveValue('1');

  const width = () => parseFloat(screen.getByLabelText('Page 1 sur 4').style.inlineSize);
  const fitted = width();
  await user.keyboard('+');
  await waitFor(() => expect(width()).toBeGreaterThan(fitted));
  await user.keyboard('0');
  await waitFor(() => expect(width()).toBe(fitted));
});

test.each([
  ['PasswordException', /protégé par un mot de passe/],
  ['InvalidPDFException', /abîmé, ou d’une forme inconnue/],
])('a PDF refused by a %s says what to do', async (name, sentence) => {
  reader.openPdf.mockRejectedValue(Object.assign(new Error('no'), { name }));
  render(PdfViewer, { name: 'Convention.pdf', bytes });
  expect(await screen.findByText(sentence)).toBeVisible();
});

test('a PDF that leaves the page lets go of what it holds', async () => {
  const end = vi.fn();
  const { unmount } = await shown({ begin: () => Promise.resolve(end) });
  const [, { gone }] = reader.openPdf.mock.lastCall ?? [];
  expect(gone.aborted).toBe(false);
  expect(end).not.toHaveBeenCalled();
  unmount();
  expect(gone.aborted).toBe(true);
  expect(end).toHaveBeenCalled();
});

test('of a PDF that claims a million pages the near ones are made, wherever one goes', async () => {
  const size = vi.fn((_number: number) => Promise.resolve(a4));
  reader.openPdf.mockResolvedValue({ count: 1_048_576, first: a4, size, draw });
  const { page, user } = await shown();
  const made = () => screen.getAllByRole('region', { name: /^Page / });
  const labels = () => made().map((it) => it.getAttribute('aria-label'));
  expect(screen.getByText(/^\/ 1.048.576$/)).toBeVisible();
  expect(labels()).toContain('Page 1 sur 1\u202f048\u202f576');
  expect(made().length).toBeLessThan(130);

  await user.clear(page);
  await user.type(page, '500000{Enter}');
  await waitFor(() => expect(labels()).toContain('Page 500\u202f000 sur 1\u202f048\u202f576'));
  expect(labels()).not.toContain('Page 1 sur 1\u202f048\u202f576');
  screen.getByRole('region', { name: 'Pages de Convention.pdf' }).focus();
  await user.keyboard('{End}');
  await waitFor(() =>
    expect(labels()).toContain('Page 1\u202f048\u202f576 sur 1\u202f048\u202f576'),
  );
  expect(made().length).toBeLessThan(130);
  // None was measured but those that were made.
  expect(new Set(size.mock.calls.flat()).size).toBeLessThan(400);
});

test('a PDF is not asked for before the mark of its showing is kept', async () => {
  let kept: (end: () => void) => void = () => {};
  render(PdfViewer, {
    name: 'Convention.pdf',
    bytes,
    begin: () => new Promise((done) => (kept = done)),
  });
  expect(reader.openPdf).not.toHaveBeenCalled();
  kept(() => {});
  expect(await screen.findByLabelText('Aller à la page')).toBeVisible();
});

test('a PDF that keeps its worker busy for ever is not shown, and can be saved', async () => {
  const [end, onsave] = [vi.fn(), vi.fn()];
  const { user } = await shown({ begin: () => Promise.resolve(end), onsave });
  const [, { onsilence }] = reader.openPdf.mock.lastCall ?? [];
  onsilence();
  expect(await screen.findByText('Ce PDF ne s’affiche pas')).toBeVisible();
  expect(screen.queryByRole('region', { name: /^Page / })).toBeNull();
  expect(end).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Enregistrer une copie…' }));
  expect(onsave).toHaveBeenCalledOnce();
});
