// How a field tells the control inside it who it is, and hears what is wrong with it.

import { createContext } from 'svelte';

/** What a control takes from the field around it. */
export interface Wiring {
  readonly id: string;
  readonly describedby: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
  /** What the control itself finds wrong: shown once the control is left, not while it is typed. */
  problem: (message: string | undefined) => void;
}

const [get, set] = createContext<Wiring>();

export const provideWiring = set;

/** The field around; a control without one names itself with `aria-label`. */
export function wiring(): Wiring | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

/** What every control of text passes to its element. */
export function wired(field: Wiring | undefined) {
  return {
    id: field?.id,
    'aria-describedby': field?.describedby,
    'aria-invalid': field?.invalid ? ('true' as const) : undefined,
    required: field?.required || undefined,
  };
}
