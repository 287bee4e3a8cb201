import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    // One page for every address: the window has no server, the router does the rest.
    adapter: adapter({ pages: 'build', fallback: 'index.html' }),
    // One script and one sheet: they are read from the disk, and a page must never wait for a part.
    output: { bundleStrategy: 'single' },
    // The walls of the window. The shell sets the same ones; these hold in its absence as well.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self', 'ipc:', 'http://ipc.localhost'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['none'],
      },
    },
    version: { pollInterval: 0 },
  },
};
