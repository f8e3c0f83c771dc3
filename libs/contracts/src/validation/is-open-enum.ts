import { ValidateBy } from 'class-validator';

export const IS_OPEN_ENUM = 'isOpenEnum';

/** The format of values in an open list, including future ones. */
export const OPEN_ENUM_PATTERN = '^[a-z][a-z0-9_]*$';

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
