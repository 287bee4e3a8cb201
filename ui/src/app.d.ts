declare global {
  namespace App {
    /** What the error page says: a sentence, and the chain of causes for whoever asks. */
    interface Error {
      message: string;
      detail?: string;
      /** What was asked for is no more: it was taken back. */
      gone?: boolean;
    }
  }
}

export {};
