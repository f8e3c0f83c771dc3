import type { DirectoryUser, DirectoryUserStatus } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import { directoryUser } from './zoom-user.js';

export interface UserPage {
  users: DirectoryUser[];
  /** Users on this page whose id or email cannot be stored. */
  unstorable: number;
  /** The number of users in the whole listing, as this page says; null if it does not say. */
  totalRecords: number | null;
  /** Null on the last page. */
  nextPageToken: string | null;
}

/** Reads one page of `/v2/users`. Throws `TransientFailure` for anything that is not a page. */
export function userPage(body: Record<string, unknown>, status: DirectoryUserStatus): UserPage {
  const { users, next_page_token: token, total_records: total } = body;
  if (!Array.isArray(users)) throw unusable('The user list from Zoom contains no users.');
  if (token !== undefined && token !== null && typeof token !== 'string') {
    throw unusable('The user list from Zoom has no valid next page token.');
  }
  const read = users.map((item) => directoryUser(item, status));
  const storable = read.filter((user) => user !== null);
  return {
    users: storable,
    unstorable: read.length - storable.length,
    totalRecords: typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : null,
    nextPageToken: typeof token === 'string' && token !== '' ? token : null,
  };
}
