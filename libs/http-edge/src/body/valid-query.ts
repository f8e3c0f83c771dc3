import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, type Fault } from '@conferencing/kernel';
import { checkFields } from './field-faults.js';
import type { Shape } from './shape.js';
import { planOf } from './shape-plan.js';

/** Judges the declared query parameters, all of them text; others are ignored, as the web expects it. */
export function validateQuery<T extends object>(shape: Shape<T>, query: unknown): T {
  const faults: Fault[] = [];
  checkFields(query as Record<string, unknown>, planOf(shape), '', faults);
  if (faults.length > 0) throw new DomainError('invalid', faults);
  return query as T;
}

/** `@Query(ValidQuery) query: SomeQuery` */
@Injectable()
export class ValidQuery implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    return validateQuery(metatype as Shape, value);
  }
}
