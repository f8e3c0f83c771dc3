import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ID_PREFIXES, type IdKind, idPattern } from '@conferencing/kernel';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { declareNested } from './nested.js';
import type { Shape } from './shape.js';

/** What a field of a request declares, for validation and documentation. */
export interface FieldOptions {
  description?: string;
  example?: unknown;
  /** May be left out. */
  optional?: boolean;
  /** May be null. */
  nullable?: boolean;
}

function field(options: FieldOptions, schema: ApiPropertyOptions, ...rules: PropertyDecorator[]): PropertyDecorator {
  const { optional = false, nullable = false, description, example } = options;
  const documented = { description, example, required: !optional, nullable: nullable || undefined, ...schema };
  const judgedUnless = ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null));
  return applyDecorators(ApiProperty(documented as ApiPropertyOptions), judgedUnless, ...rules);
}

/** Text with at least one visible character, up to `max` characters (default 255). */
export function TextField(options: FieldOptions & { max?: number } = {}): PropertyDecorator {
  const { max = 255 } = options;
  return field(
    options,
    { type: 'string', minLength: 1, maxLength: max },
    IsString(),
    Length(1, max),
    Matches(/\S/, { message: '$property must not be blank' }),
  );
}

export function EmailField(options: FieldOptions = {}): PropertyDecorator {
  const schema: ApiPropertyOptions = { type: 'string', format: 'email', maxLength: 254 };
  return field({ example: 'dr.smith@example.com', ...options }, schema, IsString(), MaxLength(254), IsEmail());
}

export function IdField(kind: IdKind, options: FieldOptions = {}): PropertyDecorator {
  const pattern = idPattern(kind);
  const message = `$property must be an id like ${ID_PREFIXES[kind]}_d025a96ac0c6`;
  return field(
    { example: `${ID_PREFIXES[kind]}_d025a96ac0c6`, ...options },
    { type: 'string', pattern: pattern.source },
    IsString(),
    Matches(pattern, { message }),
  );
}

/** A list of at least one and at most `max` ids (default 10,000). */
export function IdsField(kind: IdKind, options: FieldOptions & { max?: number } = {}): PropertyDecorator {
  const { max = 10_000 } = options;
  const pattern = idPattern(kind);
  const example = `${ID_PREFIXES[kind]}_d025a96ac0c6`;
  return field(
    { example: [example], ...options },
    { type: 'array', items: { type: 'string', pattern: pattern.source }, minItems: 1, maxItems: max },
    ArrayMinSize(1, { message: '$property must not be empty' }),
    ArrayMaxSize(max, { message: `$property must not have more than ${max} ids` }),
    IsString({ each: true }),
    Matches(pattern, { each: true, message: `each of $property must be an id like ${example}` }),
  );
}

export function ChoiceField(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'string', enum: [...values] }, IsIn(values));
}

export function FlagField(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: 'boolean' }, IsBoolean());
}

/** An object of another request class. */
export function NestedField(shape: () => Shape, options: FieldOptions = {}): PropertyDecorator {
  const declare: PropertyDecorator = (target, name) => declareNested(target, String(name), shape);
  return field(options, { type: () => shape() } as ApiPropertyOptions, declare, ValidateNested());
}

/** A list of at least one and at most `max` objects of another request class. */
export function NestedListField(
  shape: () => Shape,
  { max, ...options }: FieldOptions & { max: number },
): PropertyDecorator {
  const declare: PropertyDecorator = (target, name) => declareNested(target, String(name), shape, true);
  return field(
    options,
    { type: () => shape(), isArray: true, minItems: 1, maxItems: max } as ApiPropertyOptions,
    IsArray({ message: '$property must be a list' }),
    ArrayMinSize(1, { message: '$property must not be empty' }),
    ArrayMaxSize(max, { message: `$property must not have more than ${max} items` }),
    declare,
    ValidateNested(),
  );
}
