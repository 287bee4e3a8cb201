// A PDF as its pages: their sizes, and how to draw one. The rest of the window sees no PDF.js.
//
// PDF.js is half as large as everything else, so it comes from its own file when the first PDF is
// shown. Its worker is made here: PDF.js takes the address of this window for a foreign one and
// would wrap its worker in a `blob:`, which the walls refuse. Each document has a worker of its own,
// ended with it: one that a document keeps busy for ever would show no other.

import readerUrl from 'pdfjs-dist/legacy/build/pdf.min.mjs?url';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type * as Reader from 'pdfjs-dist';
import { Patience, Silence } from './patience';

/** Why a PDF is not shown. */
export type PdfProblem = 'protected' | 'silent' | 'unreadable';

/** The size of a page in CSS pixels, as large as on paper. */
export interface PageSize {
  width: number;
  height: number;
}

/** A page being drawn. */
export interface Drawing {
  /** When all of it is there; refused when it cannot be drawn or is no longer wanted. */
  done: Promise<void>;
  /** It is no longer wanted. */
  stop: () => void;
}

/** The resolution of PDF is 72 to the inch, that of CSS 96. */
const CSS = 96 / 72;

/** How long a worker has to put its things away. */
const PARTING_MS = 1_000;

/** Beyond this, WebKit gives back a canvas that stays white. */
const LARGEST_CANVAS = 16_000_000;

/** Who looks at a PDF. */
export interface Looker {
  /** Aborted when nobody looks any more: the worker ends with it. */
  gone: AbortSignal;
  /** Told when the worker does not answer any more, and was ended. */
  onsilence: () => void;
}

/** Opens a PDF. The bytes go to the worker and can no longer be read here. */
export async function openPdf(bytes: ArrayBuffer, { gone, onsilence }: Looker): Promise<Pdf> {
  const reader = (await import(/* @vite-ignore */ readerUrl)) as typeof Reader;
  const port = new Worker(workerUrl, { type: 'module' });
  const patience = new Patience(port, () => {
    port.terminate();
    onsilence();
  });
  const worker = reader.PDFWorker.create({ port });
  const opening = reader.getDocument({
    data: new Uint8Array(bytes),
    worker,
    isEvalSupported: false,
    useWorkerFetch: false,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    verbosity: reader.VerbosityLevel.ERRORS,
  });
  const end = async () => {
    patience.end();
    // A worker that does not hear that it is to put its things away ends all the same.
    const late = new Promise((done) => setTimeout(done, PARTING_MS));
    await Promise.race([opening.destroy().catch(() => undefined), late]);
    worker.destroy();
    port.terminate();
  };
  if (gone.aborted) void end();
  else gone.addEventListener('abort', () => void end(), { once: true });

  const pages = await patience.wait(opening.promise);
  // Whatever it is busy with, a worker that is alive answers this at once.
  patience.ask = () => pages.getMarkInfo();
  return new Pdf(reader, pages, patience, await patience.wait(sizeOf(pages, 1)));
}

/** What to say of a PDF that does not open. */
export function problemOf(error: unknown): PdfProblem {
  if (error instanceof Silence) return 'silent';
  return error instanceof Error && error.name === 'PasswordException' ? 'protected' : 'unreadable';
}

async function sizeOf(pages: Reader.PDFDocumentProxy, number: number): Promise<PageSize> {
  const { width, height } = (await pages.getPage(number)).getViewport({ scale: CSS });
  return { width, height };
}

/** An open PDF. */
export class Pdf {
  /** How many pages it has. */
  readonly count: number;

  constructor(
    private readonly reader: typeof Reader,
    private readonly pages: Reader.PDFDocumentProxy,
    private readonly patience: Patience,
    /** The size of the first page, and most often of all. */
    readonly first: PageSize,
  ) {
    this.count = pages.numPages;
  }

  /** The size of a page. */
  size(number: number): Promise<PageSize> {
    return this.patience.wait(sizeOf(this.pages, number));
  }

  /** Draws a page: its image into `paper`, and its words, which can be selected and heard, over it. */
  draw(number: number, scale: number, paper: HTMLElement, words: HTMLElement): Drawing {
    let stopped = false;
    let task: Reader.RenderTask | undefined;
    let layer: Reader.TextLayer | undefined;
    let page: Reader.PDFPageProxy | undefined;

    const draw = async () => {
      page = await this.pages.getPage(number);
      if (stopped) return;
      const viewport = page.getViewport({ scale: scale * CSS });
      const area = viewport.width * viewport.height;
      const density = Math.min(window.devicePixelRatio, Math.sqrt(LARGEST_CANVAS / area));
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width * density);
      canvas.height = Math.floor(viewport.height * density);
      task = page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] });
      await task.promise;
      if (stopped) return release(canvas);
      // The page as it was stays in sight until the new one is there: nothing flashes.
      paper.querySelectorAll('canvas').forEach(release);
      paper.replaceChildren(canvas);

      words.replaceChildren();
      words.style.setProperty('--total-scale-factor', String(scale * CSS));
      layer = new this.reader.TextLayer({
        textContentSource: page.streamTextContent(),
        container: words,
        viewport,
      });
      await layer.render();
    };

    return {
      done: this.patience.wait(draw()),
      stop: () => {
        stopped = true;
        task?.cancel();
        layer?.cancel();
        // The images of a scan are large, and are read again when they come back in sight.
        page?.cleanup();
      },
    };
  }
}

/** Takes a page out of sight. */
export function clear(paper: HTMLElement, words: HTMLElement): void {
  paper.querySelectorAll('canvas').forEach(release);
  paper.replaceChildren();
  words.replaceChildren();
}

/** WebKit gives the memory of a canvas back late, unless it is told that there is nothing on it. */
function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
