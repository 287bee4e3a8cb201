// How large and how light the window is, and what it speaks. It is applied to the page at once; the
// shell, told by `onchange`, keeps it from one start to the next.

import { language, speak, type Language } from '$lib/i18n';

/** Light, dark, or as the system says. */
export type Theme = 'system' | 'light' | 'dark';

/** The sizes of everything, in percent: close steps where people read, wide ones where they look. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

const USUAL = 100;

class Appearance {
  #theme = $state<Theme>('system');
  #zoom = $state<number>(USUAL);
  /** Told after each change that somebody asked for. */
  onchange: () => void = () => {};

  get theme(): Theme {
    return this.#theme;
  }

  set theme(to: Theme) {
    this.restore({ theme: to, zoom: this.#zoom, language: language() });
    this.onchange();
  }

  /** In percent. Every length is in rem, so the size of the root scales everything. */
  get zoom(): number {
    return this.#zoom;
  }

  set zoom(to: number) {
    this.restore({ theme: this.#theme, zoom: to, language: language() });
    this.onchange();
  }

  get language(): Language {
    return language();
  }

  set language(to: Language) {
    this.restore({ theme: this.#theme, zoom: this.#zoom, language: to });
    this.onchange();
  }

  /** Puts back what was kept. */
  restore({ theme, zoom, language }: { theme: Theme; zoom: number; language: Language }): void {
    speak(language);
    this.#theme = theme;
    this.#zoom = Math.min(Math.max(zoom, ZOOMS[0]), ZOOMS[ZOOMS.length - 1] ?? USUAL);
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.style.fontSize = `${this.#zoom}%`;
  }

  larger(): void {
    this.zoom = ZOOMS.find((it) => it > this.#zoom) ?? this.#zoom;
  }

  smaller(): void {
    this.zoom = ZOOMS.findLast((it) => it < this.#zoom) ?? this.#zoom;
  }

  usual(): void {
    this.zoom = USUAL;
  }
}

/** The appearance of the window. */
export const appearance = new Appearance();
