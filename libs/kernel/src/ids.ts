import { randomBytes } from 'node:crypto';

/** Prefixes of the identifiers that this system makes or accepts: prefix, underscore, twelve word characters. */
export const ID_PREFIXES = {
  account: 'acct',
  service: 'srv',
  provider: 'prov',
  connectedAccount: 'cact',
  externalUser: 'exusr',
  event: 'evt',
  batch: 'bat',
  token: 'tok',
  signingKey: 'key',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** Makes a new identifier: the kind's prefix and 12 random characters of `[0-9a-f]` (48 bits). */
export function newId(kind: IdKind): string {
  return `${ID_PREFIXES[kind]}_${randomBytes(6).toString('hex')}`;
}

const PATTERNS = Object.fromEntries(
  Object.entries(ID_PREFIXES).map(([kind, prefix]) => [kind, new RegExp(`^${prefix}_\\w{12}$`)]),
) as Record<IdKind, RegExp>;

/** The pattern of identifiers of this kind, made here or elsewhere. */
export function idPattern(kind: IdKind): RegExp {
  return PATTERNS[kind];
}

export function isId(kind: IdKind, value: unknown): value is string {
  return typeof value === 'string' && PATTERNS[kind].test(value);
}
