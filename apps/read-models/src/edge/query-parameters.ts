import { validateParameters, validateQuery } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';

/** Parameters that are whole numbers; over HTTP, and from lenient callers, they arrive as text. */
const NUMBERS = new Set(['page', 'page_size', 'min_version', 'wait_ms']);
const DIGITS = /^\d{1,16}$/;

function readValue(name: string, value: unknown): unknown {
  return NUMBERS.has(name) && typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
}

function readValues(given: object): Record<string, unknown> {
  const known = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, readValue(name, value)]));
}

/**
 * Reads the parameters of a query over TCP or Kafka, by the rules of their class. Null counts as absent, and unknown
 * parameters are ignored.
 *
 * @throws DomainError `malformed_request` if they are not an object, `invalid` with every wrong one
 */
export function readParameters<T extends object>(shape: new () => T, given: unknown): T {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new DomainError('malformed', { code: 'malformed_request', detail: 'A JSON object is expected here.' });
  }
  return validateParameters(shape, readValues(given));
}

/**
 * Like {@link readParameters}, for a request over HTTP, which is refused if it has an unknown query parameter.
 *
 * @param path parameters of the same class that come from the path
 */
export function readQuery<T extends object>(shape: new () => T, query: object, path: object = {}): T {
  return validateQuery(shape, readValues(query), path);
}
