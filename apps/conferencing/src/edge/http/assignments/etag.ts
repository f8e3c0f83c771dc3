import type { NamedState, Precondition } from '../../../domain/assignment.js';

/** The entity tag of a version (RFC 9110, section 8.8.3). */
export function entityTag(version: number): string {
  return `"${version}"`;
}

const STRONG = /^"(\d{1,15})"$/;
const WEAK = /^(?:W\/)?"(\d{1,15})"$/;

function versions(header: string, form: RegExp): number[] {
  return header.split(',').flatMap((tag) => {
    const version = form.exec(tag.trim())?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}

function stateOf(header: string | string[] | undefined, form: RegExp): NamedState | undefined {
  if (header === undefined) return undefined;
  const text = String(header).trim();
  return text === '*' ? 'assigned' : versions(text, form);
}

/**
 * What `If-Match` and `If-None-Match` demand of a write: both, where both are given (RFC 9110, section 13.2.2). Tags that
 * aren't ours match nothing, so an `If-Match` that can't be understood fails instead of being passed over.
 */
export function precondition(headers: Record<string, string | string[] | undefined>): Precondition {
  const is = stateOf(headers['if-match'], STRONG);
  const isNot = stateOf(headers['if-none-match'], WEAK);
  return is === undefined && isNot === undefined ? null : { is, isNot };
}

/** Whether the caller of a read has this version already (`If-None-Match`, compared weakly). */
export function isKnown(version: number, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || versions(ifNoneMatch, WEAK).includes(version);
}
