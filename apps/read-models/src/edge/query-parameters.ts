import { validateParameters, validateQuery } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';

/** Parameters that are whole numbers; over HTTP, and from callers that are not strict, they arrive as text. */
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
 * Reads the parameters of a question over TCP or Kafka, by the rules of their class; null is as good as left out, and
 * what the class doesn't know is ignored.
 *
 * @throws DomainError `malformed_request` when they are no object, `invalid` with every wrong one
 */
export function readParameters<T extends object>(shape: new () => T, given: unknown): T {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new DomainError('malformed', { code: 'malformed_request', detail: 'A JSON object is expected here.' });
  }
  return validateParameters(shape, readValues(given));
}

/**
 * As {@link readParameters}, for a request over HTTP, which is refused when the class doesn't know a query parameter.
 *
 * @param path parameters of the same class that the address gives
 */
export function readQuery<T extends object>(shape: new () => T, query: object, path: object = {}): T {
  return validateQuery(shape, readValues(query), path);
}
