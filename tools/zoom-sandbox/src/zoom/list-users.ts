import { z } from 'zod';
import type { ZoomAccount } from './accounts.js';
import { apiError, json } from './answer.js';
import type { Answer } from './answer.js';
import type { PageTokens } from './page-tokens.js';

const listUsersQuery = z.object({
  status: z.enum(['active', 'inactive', 'pending']).default('active'),
  page_size: z.coerce.number().int().min(1).max(300).default(30),
  next_page_token: z.string().optional(),
});

/** `GET /v2/users`: one status at a time; the default is active. */
export function listUsers(
  account: ZoomAccount,
  query: unknown,
  pageTokens: PageTokens,
  headers: Record<string, string>,
): Answer {
  const parsed = listUsersQuery.safeParse(query);
  if (!parsed.success) return apiError(400, 300, 'Validation Failed.', headers);
  const { status, page_size: pageSize, next_page_token: token } = parsed.data;
  const offset = token === undefined || token === '' ? 0 : pageTokens.read(token, account.id, status);
  if (offset === null) return apiError(400, 300, 'The next page token is invalid or expired.', headers);
  const users = account.users.filter((user) => user.status === status);
  const end = offset + pageSize;
  const next = end < users.length ? pageTokens.issue({ accountId: account.id, status, offset: end }) : '';
  const body = {
    page_count: Math.ceil(users.length / pageSize),
    page_number: Math.floor(offset / pageSize) + 1,
    page_size: pageSize,
    total_records: users.length,
    next_page_token: next,
    users: users.slice(offset, end),
  };
  return json(body, headers);
}
