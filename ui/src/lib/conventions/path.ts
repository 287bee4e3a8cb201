// The path of a convention as the steps that are drawn: those of the signatures, and then what it is
// worth.

import { day, m } from '$lib/i18n';
import type { ConventionPage, Missing, Step as Reached } from '$lib/ipc/bindings';
import type { Step } from '$lib/shared';

const SIGNING = ['drafted', 'sent', 'signed_by_member', 'countersigned'] as const;

/** The step that each thing missing holds up. */
const HELD: Record<Missing['kind'], Reached> = {
  sending: 'sent',
  member_signature: 'signed_by_member',
  countersignature: 'countersigned',
  countersigned_pdf: 'countersigned',
};

/** The steps of a convention, as it stands on the day that is shown. */
export function pathOf(it: ConventionPage): Step[] {
  const words = m.conventions.page;
  const on = new Map(it.path.map((step) => [step.step, step.on]));
  const held = it.missing === null ? undefined : HELD[it.missing.kind];
  const last = SIGNING.findLastIndex((step) => on.has(step));

  const signing = SIGNING.map((id, at): Step => {
    const reached = on.get(id);
    const label = m.conventions.steps[id];
    if (id === held) {
      const waits = id === 'sent' ? words.toSend : words.awaited;
      return { id, label, state: 'now', note: reached ? words.oncePdf(day(reached)) : waits };
    }
    // A paper that came back signed says nothing of the steps before it.
    const passed = reached !== undefined || at < last;
    return {
      id,
      label,
      state: passed ? 'done' : 'next',
      note: reached ? day(reached) : passed ? words.unknownDay : undefined,
    };
  });
  return [...signing, outcome(it)];
}

function outcome({ standing, missing }: ConventionPage): Step {
  const { page: words, steps } = m.conventions;
  const id = 'outcome';
  const open = missing === null ? ('now' as const) : ('done' as const);
  switch (standing.kind) {
    case 'draft':
    case 'sent':
    case 'signed_by_member':
      return { id, label: words.inForce, state: 'next', note: words.onceSigned };
    case 'upcoming':
      return { id, label: words.inForce, state: 'next', note: words.from(day(standing.starts_on)) };
    case 'in_force':
    case 'ends_soon': {
      const note = standing.ends_on === null ? words.noEnd : words.until(day(standing.ends_on));
      return { id, label: words.inForce, state: open, note };
    }
    case 'lapsed':
      return { id, label: words.lapsed, state: open, note: day(standing.ended_on) };
    case 'ended':
      return { id, label: steps.ended, state: open, note: day(standing.ended_on) };
  }
}
