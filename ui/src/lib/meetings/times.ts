// Hours and durations as people type them.

/** The hour that somebody typed, as `14:30`; `undefined` when it cannot be read. */
export function readTime(text: string): string | undefined {
  const typed = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const found = /^(\d{1,2})(?:(?:[:h.]|heures?)(\d{1,2})?)?(?:mn|min)?(am|pm)?$/.exec(typed);
  if (!found) return undefined;
  let hours = Number(found[1]);
  const minutes = Number(found[2] ?? '0');
  if (found[3] !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (found[3] === 'pm' ? 12 : 0);
  }
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** The minutes that somebody typed, from `40` or `1 h 30`; `undefined` when they cannot be read. */
export function readDuration(text: string): number | undefined {
  const typed = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const minutes = /^(\d{1,3})(?:m|mn|min|minutes?)?$/.exec(typed);
  if (minutes) return Number(minutes[1]);
  const hours = /^(\d{1,2})(?:h|heures?|:)(\d{1,2})?(?:m|mn|min)?$/.exec(typed);
  if (!hours || Number(hours[2] ?? '0') > 59) return undefined;
  return Number(hours[1]) * 60 + Number(hours[2] ?? '0');
}

/** `40 min`, `2 h`, `2 h 30`: the same in the languages of the window. */
export function duration(minutes: number): string {
  if (minutes < 60) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)}\u00a0h`;
  return rest === 0 ? hours : `${hours}\u00a0${String(rest).padStart(2, '0')}`;
}
