import { ValidateIf } from 'class-validator';

/** The field has to be there and may be null; `IsOptional` is for one that may be left out as well. */
export function Nullable(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== null, { context: { nullable: true } });
}
