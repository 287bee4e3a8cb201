// Amounts as people type them, kept in cents. The club only knows the euro.

/** What somebody typed: an amount in cents, nothing, or why it is neither. */
export type Amount =
  | { kind: 'empty' }
  | { kind: 'amount'; cents: number }
  | { kind: 'unreadable' }
  | { kind: 'negative' }
  | { kind: 'too_precise' };

/** Reads `14 250`, `14250,5`, `14.250,00 €`, `14,250.00`. */
export function readAmount(text: string): Amount {
  const typed = text.replace(/[\s€]/g, '');
  if (typed === '') return { kind: 'empty' };
  if (/^[-\u2212]/.test(typed)) return { kind: 'negative' };
  if (!/^[\d.,]+$/.test(typed)) return { kind: 'unreadable' };

  // The last sign parts the cents, unless it can only part thousands: three digits behind it and
  // another of its kind before, as in « 1.250.000 », or a point alone in « 14.250 ». A comma alone in
  // « 14,250 » is fourteen to one and fourteen thousand to another: it is asked again.
  const last = Math.max(typed.lastIndexOf('.'), typed.lastIndexOf(','));
  const sign = typed[last];
  const behind = last < 0 ? 0 : typed.length - last - 1;
  const alone = sign === undefined || typed.indexOf(sign) === last;
  const mixed = typed.includes('.') && typed.includes(',');
  const thousands = last >= 0 && behind === 3 && !mixed && !(alone && sign === ',');

  if (last < 0 || thousands) {
    const grouped = sign === undefined || wellGrouped(typed, sign);
    return grouped ? whole(typed.replace(/[.,]/g, ''), '') : { kind: 'unreadable' };
  }
  if (!alone) return { kind: 'unreadable' };
  const before = typed.slice(0, last);
  const group = before.includes('.') ? '.' : ',';
  if (/[.,]/.test(before) && !wellGrouped(before, group)) return { kind: 'unreadable' };
  if (behind > 2) return { kind: 'too_precise' };
  return whole(before.replace(/[.,]/g, ''), typed.slice(last + 1));
}

const wellGrouped = (digits: string, sign: string) =>
  new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`).test(digits);

/** Digits are joined, never multiplied: 0.1 + 0.2 has no place in an account. */
function whole(units: string, cents: string): Amount {
  const value = Number(`${units || '0'}${cents.padEnd(2, '0')}`);
  return Number.isSafeInteger(value) ? { kind: 'amount', cents: value } : { kind: 'unreadable' };
}
