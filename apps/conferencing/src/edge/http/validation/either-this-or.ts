import { ABSENCE_RULE } from '@conferencing/http-edge';
import { ApiProperty } from '@nestjs/swagger';
import { registerDecorator, ValidateIf } from 'class-validator';

type Owner = Record<string, unknown>;

const DECLARED = Symbol('either this or');

/**
 * Exactly one of two fields is required. Put it above the other decorators of both fields, each with the name of the
 * other. If none or both are given, that is one fault, at the field that is declared first.
 */
export function EitherThisOr(other: string): PropertyDecorator {
  return (target, name) => {
    ApiProperty({ required: false })(target, name);
    Reflect.defineMetadata(DECLARED, true, target, name);
    const speaksForBoth = !Reflect.hasMetadata(DECLARED, target, other);
    const isJudged = (owner: Owner, value: unknown) =>
      speaksForBoth
        ? value !== undefined || owner[other] === undefined
        : value !== undefined && owner[other] === undefined;
    ValidateIf(isJudged)(target, name);
    if (!speaksForBoth) return;
    registerDecorator({
      name: ABSENCE_RULE,
      target: target.constructor,
      propertyName: String(name),
      validator: {
        validate: (value, args) => value !== undefined && (args?.object as Owner | undefined)?.[other] === undefined,
        defaultMessage: () => `Give exactly one of ${String(name)} and ${other}`,
      },
    });
  };
}
