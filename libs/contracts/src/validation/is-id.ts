import { Matches } from 'class-validator';
import { refuse } from './refuse.js';
import { ID_PATTERNS, type IdentifiedKind } from './id-patterns.js';

/** The kind's prefix, an underscore and twelve word characters. */
export function IsId(kind: IdentifiedKind): PropertyDecorator {
  if (!Object.hasOwn(ID_PATTERNS, kind)) refuse('IsId', 'kind', `one of ${Object.keys(ID_PATTERNS).join(', ')}`);
  return Matches(new RegExp(ID_PATTERNS[kind]));
}
