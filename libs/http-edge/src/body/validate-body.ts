import { Faults } from './faults.js';
import { checkShape } from './field-faults.js';
import { WithQuery } from './query-faults.js';
import type { Shape } from './shape.js';
import { planOf } from './shape-plan.js';
import { addUnknownParameters } from './unknown-names.js';

/**
 * Validates a parsed body by the class-validator declarations of its DTO class, and returns it as that type. Unknown
 * fields are refused. Throws `DomainError('invalid')` with one fault for each wrong field, each with its pointer, up to
 * a hundred of them.
 *
 * It calls the declared rules itself, from a plan that is made once for each class: class-validator's own executor
 * takes several times as long, which reduces the throughput of a small endpoint.
 */
export function validateBody<T extends object>(shape: Shape<T>, body: unknown): T {
  const faults = new Faults();
  if (body instanceof WithQuery) {
    checkShape(body.body, planOf(shape), '', faults);
    addUnknownParameters(faults, body.query, []);
  } else checkShape(body, planOf(shape), '', faults);
  faults.throwIfAny();
  return body as T;
}

/**
 * Like {@link validateBody}, but the resource in the path is judged first: if `requireTarget` throws `not_found`, the
 * answer says nothing about the body.
 */
export async function validateBodyFor<T extends object>(
  requireTarget: () => Promise<unknown>,
  shape: Shape<T>,
  body: unknown,
): Promise<T> {
  try {
    return validateBody(shape, body);
  } catch (error) {
    await requireTarget();
    throw error;
  }
}
