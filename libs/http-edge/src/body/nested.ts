import type { Shape } from './shape.js';

const NESTED = Symbol('nested');

interface Nested {
  shape: () => Shape;
  /** The field is a list of such objects. */
  list: boolean;
}

type NestedClasses = Map<string, Nested>;

export function declareNested(target: object, name: string, shape: () => Shape, list = false): void {
  const known = (Reflect.getMetadata(NESTED, target.constructor) as NestedClasses | undefined) ?? new Map();
  Reflect.defineMetadata(NESTED, new Map(known).set(name, { shape, list }), target.constructor);
}

export function nestedClassOf(shape: Shape, name: string): { shape: Shape; list: boolean } | undefined {
  const nested = (Reflect.getMetadata(NESTED, shape) as NestedClasses | undefined)?.get(name);
  return nested && { shape: nested.shape(), list: nested.list };
}
