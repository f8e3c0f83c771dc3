import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { Shape } from './shape.js';
import { validateBody } from './validate-body.js';

/** `@Body(ValidBody) body: SomeRequest`: the body as its declared class, or 422 with every wrong field. */
@Injectable()
export class ValidBody implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): object {
    return validateBody(metatype as Shape, value);
  }
}
