import type { DirectoryUser, DirectoryUserStatus } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import type { TransientFailure } from './transient-failure.js';
import { identifier, shown } from './zoom-values.js';

const LICENSED = 2;
const STATUSES: readonly string[] = ['active', 'inactive', 'pending'] satisfies DirectoryUserStatus[];

/**
 * A user of a listing; null if the id or the email cannot be stored (too long, NUL, half a surrogate pair). `id` is
 * missing while a user is pending; names and `type` may be missing or null.
 *
 * @param listed the requested status of the listing; used if the item has none
 * @throws TransientFailure if an identifying value has a wrong type: then nothing in the answer can be trusted
 */
export function directoryUser(item: unknown, listed: DirectoryUserStatus): DirectoryUser | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw wrongUser();
  const { id, email, first_name, last_name, display_name, status, type } = item as Record<string, unknown>;
  const externalId = named(id);
  const address = named(email);
  if (externalId === undefined || address === undefined) return null;
  if (externalId === null && address === null) throw wrongUser();
  return {
    externalId,
    email: address,
    firstName: name(first_name),
    lastName: name(last_name),
    displayName: name(display_name),
    status: isStatus(status) ? status : listed,
    licensed: typeof type === 'number' ? type === LICENSED : null,
  };
}

export function isStatus(value: unknown): value is DirectoryUserStatus {
  return typeof value === 'string' && STATUSES.includes(value);
}

function named(value: unknown): string | null | undefined {
  if (value !== undefined && value !== null && typeof value !== 'string') throw wrongUser();
  return identifier(value);
}

function name(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw wrongUser();
  return shown(value);
}

function wrongUser(): TransientFailure {
  return unusable('The user list from Zoom contains an entry that is not a user.');
}
