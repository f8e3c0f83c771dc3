import 'reflect-metadata';
import { Type } from 'class-transformer';

/** Turns text into a number: in a URL, numbers are text. */
export function AsNumber(): PropertyDecorator {
  return Type(() => Number);
}
