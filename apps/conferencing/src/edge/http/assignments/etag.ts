import type { Precondition } from '../../../domain/assignment.js';

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

/**
 * What `If-Match` or `If-None-Match: *` demands of a write. Tags that aren't ours match nothing, so a condition that
 * can't be understood fails instead of being passed over.
 */
export function precondition(headers: Record<string, string | string[] | undefined>): Precondition {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined) return String(ifMatch).trim() === '*' ? 'assigned' : versions(String(ifMatch), STRONG);
  return String(headers['if-none-match'] ?? '').trim() === '*' ? 'unassigned' : null;
}

/** Whether the caller of a read has this version already (`If-None-Match`, compared weakly). */
export function isKnown(version: number, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || versions(ifNoneMatch, WEAK).includes(version);
}
