import type { DirectoryUser, DirectoryUserStatus } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import { directoryUser } from './zoom-user.js';

export interface UserPage {
  users: DirectoryUser[];
  /** Null on the last page. */
  nextPageToken: string | null;
}

/** Reads one page of `/v2/users`. Throws `TransientFailure` on anything else than a page. */
export function userPage(body: Record<string, unknown>, status: DirectoryUserStatus): UserPage {
  const { users, next_page_token: token } = body;
  if (!Array.isArray(users)) throw unusable('Zoom’s list of users holds no users.');
  if (token !== undefined && token !== null && typeof token !== 'string') {
    throw unusable('Zoom’s list of users doesn’t say where it goes on.');
  }
  return {
    users: users.map((item) => directoryUser(item, status)),
    nextPageToken: typeof token === 'string' && token !== '' ? token : null,
  };
}
