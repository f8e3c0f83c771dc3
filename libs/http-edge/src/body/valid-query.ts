import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Faults } from './faults.js';
import { checkFields } from './field-faults.js';
import type { Shape } from './shape.js';
import { planOf } from './shape-plan.js';
import { addUnknownParameters } from './unknown-names.js';

/** Validates the declared parameters of a query that came over another transport than HTTP; ignores others. */
export function validateParameters<T extends object>(shape: Shape<T>, given: unknown): T {
  const faults = new Faults();
  checkFields(given as Record<string, unknown>, planOf(shape), '', faults);
  faults.throwIfAny();
  return given as T;
}

/**
 * Validates the query parameters of a request: the declared ones by their rules; all others are refused. Throws
 * `DomainError('invalid')` with every wrong one.
 *
 * @param query as the class declares it
 * @param path parameters of the same class that come from the path, and not from the query
 */
export function validateQuery<T extends object>(shape: Shape<T>, query: object, path: object = {}): T {
  const plan = planOf(shape);
  const faults = new Faults();
  const parameters = { ...query, ...path };
  if (!Object.keys(query).every((name) => plan.names.has(name) && !(name in path))) {
    const known = [...plan.names].filter((name) => !(name in path));
    addUnknownParameters(faults, query, known);
  }
  checkFields(parameters, plan, '', faults);
  faults.throwIfAny();
  return parameters as T;
}

/** `@Query(ValidQuery) query: SomeQuery` */
@Injectable()
export class ValidQuery implements PipeTransform {
  transform(value: object, { metatype }: ArgumentMetadata): object {
    return validateQuery(metatype as Shape, value);
  }
}
