import { ApiProperty } from '@nestjs/swagger';
import { registerDecorator, ValidateIf, type ValidationArguments } from 'class-validator';

/** Exactly one of two fields has to be given. Put it above the other decorators of both, each naming the other. */
export function EitherThisOr(other: string): PropertyDecorator {
  return (target, name) => {
    ApiProperty({ required: false })(target, name);
    ValidateIf((owner: Record<string, unknown>, value) => value !== undefined || owner[other] === undefined)(
      target,
      name,
    );
    registerDecorator({
      name: 'eitherThisOr',
      target: target.constructor,
      propertyName: String(name),
      validator: {
        validate: (_, args) => (args?.object as Record<string, unknown> | undefined)?.[other] === undefined,
        defaultMessage: (args?: ValidationArguments) => `Give exactly one of ${args?.property} and ${other}`,
      },
    });
  };
}
