import type { ValidationArguments } from 'class-validator';
import type { Faults } from './faults.js';
import type { FieldPlan, Rule, ShapePlan } from './shape-plan.js';
import { addUnknown } from './unknown-names.js';

function argumentsOf(value: unknown, { name }: FieldPlan, { constraints }: Rule, owner: object): ValidationArguments {
  return { value, constraints, targetName: '', object: owner, property: name };
}

function describeAbsence(field: FieldPlan, owner: object): string {
  const { name, whenAbsent: rule } = field;
  return rule === undefined ? `${name} is required.` : `${rule.message(argumentsOf(undefined, field, rule, owner))}.`;
}

function describe(value: unknown, field: FieldPlan, owner: object): string | undefined {
  for (const rule of field.rules) {
    const args = argumentsOf(value, field, rule, owner);
    const items = rule.each && Array.isArray(value) ? value : [value];
    if (rule.each && !Array.isArray(value)) return `${field.name} must be a list.`;
    if (items.every((item) => rule.validate(item, args))) continue;
    return `${rule.message(args)}.`;
  }
  return undefined;
}

function checkField(owner: Record<string, unknown>, field: FieldPlan, pointer: string, faults: Faults): void {
  const value = owner[field.name];
  if (field.conditions.some((condition) => !condition(owner, value))) return;
  if (value === undefined) {
    faults.add(describeAbsence(field, owner), pointer);
    return;
  }
  const trouble = describe(value, field, owner);
  if (trouble !== undefined) {
    faults.add(trouble, pointer);
    return;
  }
  if (field.nested === undefined) return;
  const { plan, list } = field.nested;
  if (list) checkItems(value as unknown[], plan, pointer, faults);
  else checkShape(value, plan, pointer, faults);
}

function checkItems(items: readonly unknown[], plan: ShapePlan, pointer: string, faults: Faults): void {
  for (const [index, item] of items.entries()) checkShape(item, plan, `${pointer}/${index}`, faults);
}

/** Adds one fault for each wrong field, for the first rule that it breaks. */
export function checkFields(owner: Record<string, unknown>, plan: ShapePlan, pointer: string, faults: Faults): void {
  for (const field of plan.fields) checkField(owner, field, `${pointer}/${field.name}`, faults);
}

/** Like {@link checkFields}, for any value; unknown fields are faults too. */
export function checkShape(value: unknown, plan: ShapePlan, pointer: string, faults: Faults): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    faults.add('A JSON object is expected here.', pointer);
    return;
  }
  const owner = value as Record<string, unknown>;
  checkFields(owner, plan, pointer, faults);
  for (const name of Object.keys(owner)) {
    if (!plan.names.has(name))
      addUnknown(faults, pointer, name, 'This field is unknown. Check its name, or leave it out.');
  }
}
