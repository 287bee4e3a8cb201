import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { pdfjs } from './pdfjs.js';

export default defineConfig({
  plugins: [sveltekit(), pdfjs(), svelteTesting()],
  build: {
    // WebKitGTK of Debian 12 and WebView2: no older engine ever opens this window.
    target: 'safari17',
    // A font inlined as data: would ask for a hole in the content security policy.
    assetsInlineLimit: 0,
  },
  server: { port: 1420, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/vitest.setup.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
