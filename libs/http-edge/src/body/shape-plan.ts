import { getMetadataStorage, type ValidationArguments, type ValidatorConstraintInterface } from 'class-validator';
import { nestedClassOf } from './nested.js';
import type { Shape } from './shape.js';

/** The name of a rule that also judges an absent field, with its own message. */
export const ABSENCE_RULE = 'judgesAbsence';

/** One class-validator decorator, ready to be called. */
export interface Rule {
  each: boolean;
  constraints: unknown[];
  validate: (value: unknown, args: ValidationArguments) => boolean;
  message: (args: ValidationArguments) => string;
}

export interface FieldPlan {
  name: string;
  /** The field is judged only if all of them hold: `@IsOptional()`, `@ValidateIf()`. */
  conditions: ((owner: object, value: unknown) => boolean)[];
  rules: Rule[];
  /** The rule of {@link ABSENCE_RULE}. */
  whenAbsent?: Rule;
  nested?: { plan: ShapePlan; list: boolean };
}

export interface ShapePlan {
  fields: FieldPlan[];
  names: Set<string>;
}

interface Metadata {
  type: string;
  propertyName: string;
  constraints?: unknown[];
  name?: string;
  each: boolean;
  message?: string | ((args: ValidationArguments) => string);
  constraintCls: new () => ValidatorConstraintInterface;
}

/** Judged first: "must be a string" helps more with a number than "must be shorter than". */
const TYPE_RULES = new Set(['isString', 'isBoolean', 'isNumber', 'isInt', 'isArray', 'isObject']);

type Condition = (owner: object, value: unknown) => boolean;

function toRule(metadata: Metadata): Rule {
  const constraint = new metadata.constraintCls();
  const message = metadata.message ?? constraint.defaultMessage?.bind(constraint) ?? 'is not valid';
  return {
    each: metadata.each,
    constraints: metadata.constraints ?? [],
    validate: (value, args) => constraint.validate(value, args) === true,
    message: (args) => {
      const text = typeof message === 'string' ? message : message(args);
      return text
        .replaceAll('$property', args.property)
        .replace(/\$constraint(\d+)/g, (_, position: string) => String(args.constraints[Number(position) - 1]));
    },
  };
}

const isTypeRule = (metadata: Metadata) => TYPE_RULES.has(metadata.name ?? '');

function planField(shape: Shape, name: string, metadatas: Metadata[]): FieldPlan {
  const field: FieldPlan = { name, conditions: [], rules: [] };
  const typesFirst = metadatas.toSorted((a, b) => Number(isTypeRule(b)) - Number(isTypeRule(a)));
  for (const metadata of typesFirst) {
    if (metadata.type === 'conditionalValidation') field.conditions.push(metadata.constraints?.[0] as Condition);
    else if (metadata.type === 'customValidation') {
      const rule = toRule(metadata);
      field.rules.push(rule);
      if (metadata.name === ABSENCE_RULE) field.whenAbsent = rule;
    } else if (metadata.type === 'nestedValidation') {
      const nested = nestedClassOf(shape, name);
      if (nested === undefined) throw new Error(`${shape.name}.${name}: declare the nested class with @NestedField`);
      field.nested = { plan: planOf(nested.shape), list: nested.list };
    }
  }
  return field;
}

const plans = new WeakMap<Shape, ShapePlan>();

/** The class-validator declarations of a DTO class, read once and cached. */
export function planOf(shape: Shape): ShapePlan {
  const known = plans.get(shape);
  if (known !== undefined) return known;
  const byField = new Map<string, Metadata[]>();
  for (const metadata of getMetadataStorage().getTargetValidationMetadatas(
    shape,
    '',
    false,
    false,
  ) as unknown as Metadata[]) {
    const list = byField.get(metadata.propertyName);
    if (list === undefined) byField.set(metadata.propertyName, [metadata]);
    else list.push(metadata);
  }
  const fields = [...byField].map(([name, metadatas]) => planField(shape, name, metadatas));
  const plan = { fields, names: new Set(byField.keys()) };
  plans.set(shape, plan);
  return plan;
}
