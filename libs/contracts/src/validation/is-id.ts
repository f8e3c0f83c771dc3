import { Matches } from 'class-validator';
import { ID_PATTERNS, type IdentifiedKind } from './id-patterns.js';

/** The kind's prefix, an underscore and twelve word characters. */
export function IsId(kind: IdentifiedKind): PropertyDecorator {
  return Matches(new RegExp(ID_PATTERNS[kind]));
}
