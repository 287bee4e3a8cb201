import { render, screen, waitFor } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import PdfViewer from './PdfViewer.svelte';

const reader = vi.hoisted(() => ({ openPdf: vi.fn() }));
vi.mock('./pdf', async (original) => ({
  ...(await original<typeof import('./pdf')>()),
  openPdf: reader.openPdf,
}));

const a4 = { width: 794, height: 1123 };
const close = vi.fn();

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
  reader.openPdf.mockResolvedValue({ count: 4, first: a4, size, close });
});

const bytes = () => Promise.resolve(new ArrayBuffer(8));

async function shown() {
  const view = render(PdfViewer, { name: 'Convention.pdf', bytes });
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
  const { unmount } = await shown();
  unmount();
  expect(close).toHaveBeenCalledOnce();
});
