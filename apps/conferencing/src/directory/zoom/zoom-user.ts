import type { DirectoryUser, DirectoryUserStatus } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import type { TransientFailure } from './transient-failure.js';
import { identifier, shown } from './zoom-values.js';

const LICENSED = 2;
const STATUSES: readonly string[] = ['active', 'inactive', 'pending'] satisfies DirectoryUserStatus[];

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
    externalId: named(id),
    email: named(email),
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

function named(value: unknown): string | null {
  const found = identifier(value);
  if (found === undefined) throw wrongUser();
  return found;
}

function name(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw wrongUser();
  return shown(value);
}

function wrongUser(): TransientFailure {
  return unusable('Zoom’s list of users holds something that is not a user.');
}
