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
 * The preconditions of a write from `If-Match` and `If-None-Match`; both must hold (RFC 9110, section 13.2.2). A tag in
 * another format matches nothing, so an invalid `If-Match` fails and is not ignored.
 */
export function precondition(headers: Record<string, string | string[] | undefined>): Precondition {
  const is = stateOf(headers['if-match'], STRONG);
  const isNot = stateOf(headers['if-none-match'], WEAK);
  return is === undefined && isNot === undefined ? null : { is, isNot };
}

/** Whether the caller of a read already has this version (`If-None-Match`, compared weakly). */
export function isKnown(version: number, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || versions(ifNoneMatch, WEAK).includes(version);
}
