import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, type Fault } from '@conferencing/kernel';
import { checkFields } from './field-faults.js';
import { unknownParameters } from './query-faults.js';
import type { Shape } from './shape.js';
import { planOf } from './shape-plan.js';

/** Judges the declared parameters of a question that came by another way than HTTP; others are ignored. */
export function validateParameters<T extends object>(shape: Shape<T>, given: unknown): T {
  const faults: Fault[] = [];
  checkFields(given as Record<string, unknown>, planOf(shape), '', faults);
  if (faults.length > 0) throw new DomainError('invalid', faults);
  return given as T;
}

/**
 * Judges the query parameters of a request: the declared ones by their rules, and all others are refused. Throws
 * `DomainError('invalid')` with every wrong one.
 *
 * @param query as the class declares it
 * @param path parameters of the same class that the address gives, and the query can't
 */
export function validateQuery<T extends object>(shape: Shape<T>, query: object, path: object = {}): T {
  const plan = planOf(shape);
  const faults: Fault[] = [];
  const parameters = { ...query, ...path };
  if (!Object.keys(query).every((name) => plan.names.has(name) && !(name in path))) {
    const known = [...plan.names].filter((name) => !(name in path));
    faults.push(...unknownParameters(query, known));
  }
  checkFields(parameters, plan, '', faults);
  if (faults.length > 0) throw new DomainError('invalid', faults);
  return parameters as T;
}

/** `@Query(ValidQuery) query: SomeQuery` */
@Injectable()
export class ValidQuery implements PipeTransform {
  transform(value: object, { metatype }: ArgumentMetadata): object {
    return validateQuery(metatype as Shape, value);
  }
}
