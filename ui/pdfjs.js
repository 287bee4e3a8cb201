// What the reader of PDFs fetches while it reads: the fonts that every PDF may name without holding
// them, the characters of Asian scripts, and the decoders of JPEG 2000 and JBIG2, in which scanners
// write.
//
// The decoders run in the worker, which has walls of its own: the page itself may still compile
// nothing, and where a worker may not either, their twins in plain JavaScript do the same slowly.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOME = join(import.meta.dirname, 'node_modules', 'pdfjs-dist');

/**
 * Puts these files beside the page, under `/pdfjs/`.
 *
 * @returns {import('vite').Plugin}
 */
export function pdfjs() {
  return {
    name: 'pdfjs-files',
    applyToEnvironment: (it) => it.name === 'client',
    generateBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
        for (const name of readdirSync(join(HOME, folder))) {
          const source = readFileSync(join(HOME, folder, name));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${name}`, source });
        }
      }
    },
  };
}
