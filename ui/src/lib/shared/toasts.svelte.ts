// What was just done, and how to take it back. The window says it once, low, and goes on.

/** One message. */
export interface Toast {
  id: number;
  text: string;
  /** A failure stays until somebody closes it, or goes to another page. */
  failed: boolean;
  /** The chain of causes, for whoever asks. */
  detail?: string;
  undo?: () => unknown;
  /** What it says was itself taken back: its button brings it back. */
  redo?: () => unknown;
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

  /** Says that something was done, and offers to take it back; answers with its number. */
  done(text: string, undo?: () => unknown): number {
    return this.#say({ id: this.#next++, text, failed: false, undo });
  }

  /** Says that something was taken back, and offers to bring it back. */
  undone(text: string, redo: () => unknown): number {
    return this.#say({ id: this.#next++, text, failed: false, redo });
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

  /** Another page comes: what failed was about the one before. */
  leave(): void {
    this.all.filter((it) => it.failed).forEach((it) => this.close(it.id));
  }

  /** The club that they are about is there no more, or not to be read. */
  clear(): void {
    this.all.forEach((it) => this.close(it.id));
  }

  /** Does what the button of a message says, and the message goes. */
  press(id: number): void {
    const pressed = this.all.find((it) => it.id === id);
    this.close(id);
    void (pressed?.undo ?? pressed?.redo)?.();
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

  #say(toast: Toast): number {
    // The same failure again takes the place of what it said before.
    const again = this.all.find((it) => toast.failed && it.failed && it.text === toast.text);
    if (again) this.close(again.id);
    const kept = [...this.all, toast];
    kept.slice(0, -AT_MOST).forEach((it) => this.close(it.id));
    this.all = kept.slice(-AT_MOST);
    this.#start(toast);
    return toast.id;
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
