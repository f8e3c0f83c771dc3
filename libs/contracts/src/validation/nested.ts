import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';

/** One object of the given class; `ValidateNested` alone would accept an array of them. */
export function Nested(type: () => new () => object): PropertyDecorator {
  return (target, key) => {
    Type(type)(target, key);
    ValidateNested({ context: { type } })(target, key);
    IsObject()(target, key);
  };
}
