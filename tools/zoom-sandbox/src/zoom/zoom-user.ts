import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A user as `/v2/users` shows them. A pending user has no id until they accept the invitation. */
export interface ZoomUser {
  id?: string;
  email: string;
  first_name?: string;
  last_name?: string;
  display_name?: string;
  status: 'active' | 'inactive' | 'pending';
  /** 1 Basic, 2 Licensed, 4 none. */
  type: number;
  /** `0` owner, `1` admin, `2` member. */
  role_id: string;
}

const given = z.object({
  id: z.string().min(1).max(64).optional(),
  email: z.string().min(3).max(320),
  first_name: z.string().max(64).optional(),
  last_name: z.string().max(64).optional(),
  display_name: z.string().max(128).optional(),
  status: z.enum(['active', 'inactive', 'pending']).default('active'),
  type: z.number().int().default(1),
  role_id: z.string().optional(),
});

export const zoomUsers = z.array(given).max(200_000);
export type GivenUsers = z.infer<typeof zoomUsers>;

/**
 * Completes the users of the control API: a user who is not pending gets an id, the same one for the same email in the
 * same account; if no user is the owner, the first active user becomes it.
 */
export function completeUsers(accountId: string, users: GivenUsers): ZoomUser[] {
  const owner = users.find((user) => user.role_id === '0') ?? users.find((user) => user.status === 'active');
  return users.map((user) => ({
    ...user,
    ...(user.id === undefined && user.status !== 'pending' ? { id: idOf(accountId, user.email) } : {}),
    display_name: user.display_name ?? ([user.first_name, user.last_name].filter(Boolean).join(' ') || user.email),
    role_id: user.role_id ?? (user === owner ? '0' : '2'),
  }));
}

/** 22 characters of letters, digits, `_` and `-`, like Zoom's. */
function idOf(accountId: string, email: string): string {
  return createHash('sha256').update(`${accountId}/${email.toLowerCase()}`).digest('base64url').slice(0, 22);
}
