import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

// How long something awaited may take, not how long it takes: a machine that also compiles is slow.
configure({ asyncUtilTimeout: 20_000 });

// jsdom lays nothing out. These are the calls that the parts make of a layout engine and that it
// lacks altogether: they answer "nothing to see", as a window of no size would.
class NoResize implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoResize;
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.getAnimations ??= () => [];
Element.prototype.hasPointerCapture ??= () => false;
