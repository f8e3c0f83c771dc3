import { DomainError } from '@conferencing/kernel';
import { isUnavailable } from '@conferencing/postgres';

/**
 * The error for callers instead of a driver's error: `unavailable` if the database cannot serve, otherwise unchanged.
 */
export function translateFailure(error: unknown): unknown {
  if (error instanceof DomainError || !isUnavailable(error)) return error;
  return new DomainError(
    'unavailable',
    { code: 'unavailable', detail: 'The database cannot serve this request now; try again in a moment.' },
    { cause: error },
  );
}
