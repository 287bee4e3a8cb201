// What of a long list is in sight: those lines are drawn, and some beyond.

/** Which lines are drawn. */
export interface Slice {
  from: number;
  to: number;
}

/**
 * Lines are drawn by eights, eight at least beyond each edge: a fast wheel does not show the ground,
 * and a slow one redraws nothing for most of its steps.
 */
const STEP = 8;

/**
 * The lines to draw in a list of `total` rows of `height`, seen through `seen` from `top`, with so
 * many eights `beyond` each edge.
 */
export function slice(
  total: number,
  height: number,
  top: number,
  seen: number,
  beyond: number,
): Slice {
  const first = Math.floor(top / height / STEP) - beyond;
  const last = Math.ceil((top + seen) / height / STEP) + beyond;
  const to = Math.min(total, last * STEP);
  return { from: Math.max(0, Math.min(first * STEP, to)), to };
}

/** How many lines are drawn at most, wherever the list is scrolled to. */
export const slots = (height: number, seen: number): number =>
  (Math.ceil(seen / height / STEP) + 3) * STEP;

/** The lists seen last, in pixels: the next one is most often as tall, and so is drawn once. */
const last = { seen: 900, line: 36 };

/** A long list whose lines have one height; made while its component is. */
export class Sight {
  #list: HTMLElement | undefined;
  /** How much of it was scrolled past, in pixels. */
  #top = $state(0);
  #seen = $state(last.seen);
  // The height of a line follows the size of text, and is read from the page.
  #line = $state(last.line);
  // What is in sight does not wait for what lies beyond.
  #painted = $state(false);
  readonly #total: () => number;
  readonly #drawn = $derived.by(() =>
    slice(this.#total(), this.#line, this.#top, this.#seen, Number(this.#painted)),
  );

  constructor(total: () => number) {
    this.#total = total;
    $effect(() => {
      const frame = requestAnimationFrame(() => setTimeout(() => (this.#painted = true)));
      return () => cancelAnimationFrame(frame);
    });
    $effect(() => {
      // Caught on its way down: what scrolls may be an element around the list, and does not say so
      // to what it holds.
      const scrolled = ({ target }: Event) => {
        if (target === this.#port()) this.#top = this.#passed();
      };
      document.addEventListener('scroll', scrolled, { capture: true, passive: true });
      return () => document.removeEventListener('scroll', scrolled, { capture: true });
    });
  }

  /** The element that holds the lines. */
  get list(): HTMLElement | undefined {
    return this.#list;
  }

  set list(element: HTMLElement | undefined) {
    this.#list = element;
    // A list that was empty meanwhile begins at its top again.
    this.#top = this.#passed();
  }

  /** What scrolls the lines: the list, or in a small window the sheet around it. */
  #port(): Element | undefined {
    let it: Element | null | undefined = this.#list;
    while (it && !['auto', 'scroll'].includes(getComputedStyle(it).overflowY))
      it = it.parentElement;
    return it ?? this.#list;
  }

  /** How much of the list lies above what can be seen, in pixels; below zero what stands over it. */
  #above(port: Element, list: Element): number {
    if (port === list) return list.scrollTop;
    return port.getBoundingClientRect().top - list.getBoundingClientRect().top;
  }

  #passed(): number {
    const port = this.#port();
    return port && this.#list ? Math.max(0, this.#above(port, this.#list)) : 0;
  }

  /** The lines that are drawn. */
  get drawn(): Slice {
    return this.#drawn;
  }

  /** How tall all lines are, in pixels. */
  get whole(): number {
    return this.#total() * this.#line;
  }

  /** How tall those are that lie above the drawn ones, in pixels. */
  get above(): number {
    return this.#drawn.from * this.#line;
  }

  /** How much of the list can be seen, in pixels. */
  get seen(): number {
    return this.#seen;
  }

  set seen(pixels: number) {
    // A list that is hidden has no height, and comes back with the one that it had.
    if (pixels === 0) return;
    // One that the sheet scrolls is as tall as all its lines.
    last.seen = this.#seen = Math.min(pixels, window.innerHeight);
    this.#top = this.#passed();
  }

  /** How many lines fit in sight, one of which stays when a page is turned. */
  get page(): number {
    const seen = Math.min(this.#seen, this.#port()?.clientHeight || this.#seen);
    return Math.max(1, Math.floor(seen / this.#line) - 2);
  }

  /**
   * What the line drawn at `at` is known by: its slot, so that a line that leaves at one edge is
   * written over and comes in at the other. Making lines anew costs three times as much.
   */
  slot(at: number): number {
    return at % slots(this.#line, this.#seen);
  }

  /** Reads the height of the lines from one of them. */
  readonly measured = (row: HTMLElement) => {
    const watch = new ResizeObserver(() => {
      const { height } = row.getBoundingClientRect();
      if (height > 0) last.line = this.#line = height;
    });
    watch.observe(row);
    return () => watch.disconnect();
  };

  /** Scrolls as little as brings a line into view, clear of what sticks over it, in pixels. */
  show(at: number, over = 0) {
    const port = this.#port();
    if (!port || !this.#list) return;
    const above = this.#above(port, this.#list);
    const line = at * this.#line;
    const room = port.clientHeight - over;
    if (line < above) port.scrollTop += line - above;
    else if (line + this.#line > above + room) port.scrollTop += line + this.#line - room - above;
    // The event comes with the next frame; the line must be there before it can be told.
    this.#top = this.#passed();
  }
}
