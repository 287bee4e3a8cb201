// What was just done, and how to take it back. The window says it once, low, and goes on.

/** One message. */
export interface Toast {
  id: number;
  text: string;
  /** A failure stays until somebody closes it. */
  failed: boolean;
  /** The chain of causes, for whoever asks. */
  detail?: string;
  undo?: () => unknown;
}

/** Long enough to read a line and reach for the button. */
export const STAYS_MS = 8_000;

/** More than this is a wall; the older ones are in the journal anyway. */
const AT_MOST = 3;

class Toasts {
  all = $state.raw<Toast[]>([]);
  #next = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #held = false;

  /** Says that something was done, and offers to take it back. */
  done(text: string, undo?: () => unknown): void {
    this.#say({ id: this.#next++, text, failed: false, undo });
  }

  /** Says that something did not work. */
  failed(text: string, detail?: string): void {
    this.#say({ id: this.#next++, text, failed: true, detail: detail || undefined });
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.all = this.all.filter((it) => it.id !== id);
  }

  /** Takes back what the newest message offers to; whether there was one. */
  undo(id?: number): boolean {
    const last = this.all.findLast((it) => it.undo !== undefined && (id ?? it.id) === it.id);
    if (last === undefined) return false;
    this.close(last.id);
    void last.undo?.();
    return true;
  }

  /** Nothing goes while somebody points at the messages or stands on one. */
  hold(): void {
    this.#held = true;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    this.all.forEach((it) => this.#start(it));
  }

  #say(toast: Toast): void {
    const kept = [...this.all, toast];
    kept.slice(0, -AT_MOST).forEach((it) => this.close(it.id));
    this.all = kept.slice(-AT_MOST);
    this.#start(toast);
  }

  #start(toast: Toast): void {
    if (toast.failed || this.#held) return;
    this.#timers.set(
      toast.id,
      setTimeout(() => this.close(toast.id), STAYS_MS),
    );
  }
}

/** The messages of the window. */
export const toasts = new Toasts();
