import type { Shape } from './shape.js';

const NESTED = Symbol('nested');

type NestedClasses = Map<string, () => Shape>;

export function declareNested(target: object, name: string, shape: () => Shape): void {
  const known = (Reflect.getMetadata(NESTED, target.constructor) as NestedClasses | undefined) ?? new Map();
  Reflect.defineMetadata(NESTED, new Map(known).set(name, shape), target.constructor);
}

export function nestedClassOf(shape: Shape, name: string): Shape | undefined {
  return (Reflect.getMetadata(NESTED, shape) as NestedClasses | undefined)?.get(name)?.();
}
