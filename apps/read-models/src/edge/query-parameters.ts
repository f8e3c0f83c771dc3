import { validateQuery } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';

/** Parameters that are whole numbers; over HTTP, and from callers that are not strict, they arrive as text. */
const NUMBERS = new Set(['page', 'page_size', 'min_version', 'wait_ms']);
const DIGITS = /^\d{1,16}$/;

function readValue(name: string, value: unknown): unknown {
  return NUMBERS.has(name) && typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
}

/**
 * Reads a query's parameters, from whatever transport, by the rules of their class; null is as good as left out.
 *
 * @throws DomainError `malformed_request` when they are no object, `invalid` with every wrong one
 */
export function readParameters<T extends object>(shape: new () => T, given: unknown): T {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new DomainError('malformed', { code: 'malformed_request', detail: 'A JSON object is expected here.' });
  }
  const known = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const parameters = Object.fromEntries(known.map(([name, value]) => [name, readValue(name, value)]));
  return validateQuery(shape, parameters);
}
