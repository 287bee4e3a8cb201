// Text as it is compared when people search: without accents, capitals or typographic apostrophes.

/** `Évêché de l’Ouest` as `eveche de l'ouest`. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();

/** The words of what was typed. */
export const words = (text: string): string[] =>
  folded(text)
    .split(/[\s,;]+/)
    .filter(Boolean);

/** Whether each word typed begins a word of the text. */
export function matches(text: string, typed: string): boolean {
  const whole = folded(text);
  return words(typed).every((word) => starts(whole, word).length > 0);
}

/** Where `word` begins a word of `whole`. */
function starts(whole: string, word: string): number[] {
  const found: number[] = [];
  for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + 1)) {
    const before = whole[at - 1];
    if (before === undefined || !/[\p{L}\p{N}]/u.test(before)) found.push(at);
  }
  return found;
}

/** A run of text, found or not. */
export interface Run {
  text: string;
  found: boolean;
}

/** Cuts the text where the words typed stand in it, at the beginning of words. */
export function runs(text: string, typed: string): Run[] {
  // Folding letter by letter keeps the places: « œ » stays one letter, « é » loses its accent alone.
  const letters = Array.from(text.normalize('NFC'));
  const whole = letters.map((it) => folded(it).slice(0, 1) || it).join('');
  const marked = new Array<boolean>(letters.length).fill(false);
  for (const word of words(typed)) {
    for (const at of starts(whole, word)) marked.fill(true, at, at + word.length);
  }
  const result: Run[] = [];
  letters.forEach((letter, at) => {
    const found = marked[at] ?? false;
    const last = result[result.length - 1];
    if (last?.found === found) last.text += letter;
    else result.push({ text: letter, found });
  });
  return result;
}
