import { ValidateIf } from 'class-validator';

/** The field is required and may be null; `IsOptional` is for a field that may also be absent. */
export function Nullable(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== null, { context: { nullable: true } });
}
