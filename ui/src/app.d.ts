declare global {
  namespace App {
    /** What the error page says: a sentence, and the chain of causes for whoever asks. */
    interface Error {
      message: string;
      detail?: string;
    }
  }
}

export {};
