import type { DirectoryUser, DirectoryUserStatus } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import type { TransientFailure } from './transient-failure.js';

const LICENSED = 2;
const STATUSES: readonly string[] = ['active', 'inactive', 'pending'] satisfies DirectoryUserStatus[];
const MAX_LENGTH = 1_024;

/**
 * A user of a listing. `id` is missing while a user is pending; names and `type` may be missing or null. Anything of a
 * wrong type where a person is named makes the whole listing unusable, so that nobody is taken for removed.
 *
 * @param listed the status that the listing was asked for; used where the item itself doesn't say
 */
export function directoryUser(item: unknown, listed: DirectoryUserStatus): DirectoryUser {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw wrongUser();
  const { id, email, first_name, last_name, display_name, status, type } = item as Record<string, unknown>;
  const user: DirectoryUser = {
    externalId: identifier(id),
    email: identifier(email),
    firstName: name(first_name),
    lastName: name(last_name),
    displayName: name(display_name),
    status: isStatus(status) ? status : listed,
    licensed: typeof type === 'number' ? type === LICENSED : null,
  };
  if (user.externalId === null && user.email === null) throw wrongUser();
  return user;
}

export function isStatus(value: unknown): value is DirectoryUserStatus {
  return typeof value === 'string' && STATUSES.includes(value);
}

function identifier(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > MAX_LENGTH || value.includes('\0')) throw wrongUser();
  return value.trim() === '' ? null : value.trim();
}

/** PostgreSQL can't keep a NUL character. */
export function name(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw wrongUser();
  const text = value.replaceAll('\0', '').slice(0, MAX_LENGTH);
  return text === '' ? null : text;
}

function wrongUser(): TransientFailure {
  return unusable('Zoom’s list of users holds something that is not a user.');
}
