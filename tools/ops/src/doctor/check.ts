import { advice } from '../advice.js';

/** What was looked at, and what to do where it is not as it should be. */
export interface Check {
  check: string;
  ok: boolean;
  /** What was found; where it is not ok, what to do too. */
  found: string;
}

/** A look that can't be taken is not ok, and says why. */
export async function checked(check: string, look: () => Promise<Omit<Check, 'check'>>): Promise<Check> {
  try {
    return { check, ...(await look()) };
  } catch (error) {
    return { check, ok: false, found: advice(error) };
  }
}

export const well = (found: string) => ({ ok: true, found });
export const wrong = (found: string) => ({ ok: false, found });
