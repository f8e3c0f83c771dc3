import { ID_PREFIXES, type IdKind, idPattern } from '@conferencing/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches, ValidateBy, ValidateIf } from 'class-validator';

/** An empty parameter counts as absent. */
const Optional = () => ValidateIf((_, value) => value !== undefined && value !== '');

export function IdQuery(kind: IdKind): PropertyDecorator {
  const pattern = idPattern(kind);
  const message = `$property must be an id like ${ID_PREFIXES[kind]}_d025a96ac0c6`;
  return applyDecorators(
    ApiPropertyOptional({ type: String, pattern: pattern.source, example: `${ID_PREFIXES[kind]}_d025a96ac0c6` }),
    Optional(),
    IsString(),
    Matches(pattern, { message }),
  );
}

/** The values of a parameter that may be repeated. */
export function manyOf(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().filter((one) => one !== '');
}

/** The parameter may be repeated, each time with one of the values. */
export function ChoicesQuery(values: readonly string[], description: string): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => manyOf(value as string | string[]).every((one) => values.includes(one)),
    defaultMessage: () => `Each $property must be one of the following values: ${values.join(', ')}`,
  };
  return applyDecorators(
    ApiPropertyOptional({ enum: values, isArray: true, description }),
    Optional(),
    ValidateBy({ name: 'isSomeOf', constraints: [values], validator }),
  );
}

export function ChoiceQuery(values: readonly string[], description?: string): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ enum: values, description }), Optional(), IsIn(values));
}

export const FLAGS = ['true', 'false'];

export const FlagQuery = (description: string): PropertyDecorator => ChoiceQuery(FLAGS, description);

export function SearchQuery(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: String,
      maxLength: 255,
      description: `${description} Case-insensitive, no wildcards.`,
    }),
    Optional(),
    IsString(),
    Length(1, 255),
  );
}
