import { ValidateBy } from 'class-validator';
import { OPEN_ENUM_PATTERN } from './open-enum.js';

export const IS_OPEN_ENUM = 'isOpenEnum';

const SHAPE = new RegExp(OPEN_ENUM_PATTERN);

/** One of a list that may grow: readers accept any snake_case word, writers only the known ones. */
export function IsOpenEnum(known: readonly string[]): PropertyDecorator {
  return ValidateBy({
    name: IS_OPEN_ENUM,
    constraints: [known],
    validator: {
      validate: (value: unknown) => typeof value === 'string' && SHAPE.test(value),
      defaultMessage: (args) => `${args?.property} must be a snake_case word such as ${known.join(', ')}`,
    },
  });
}
