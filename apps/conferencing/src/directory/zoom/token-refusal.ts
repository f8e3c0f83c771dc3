import type { ZoomAnswer } from './zoom-http.js';

/**
 * Why `/oauth/token` refused:
 * - `client`: the client id and secret are wrong (4702, 4704, `invalid_client`)
 * - `grant`: the consent has ended (`invalid_grant`, app disabled 4717 and 4738, owner gone 4735, refresh token unknown
 *   4737, revoked 4741) or the code is invalid (4733, 4734)
 * - `scopes`: 4711
 * - `other`: any other reason
 */
export type TokenRefusal = 'client' | 'grant' | 'scopes' | 'other';

const CLIENT_CODES = ['4700', '4702', '4704'];
const GRANT_CODES = ['4717', '4733', '4734', '4735', '4737', '4738', '4741'];

export function tokenRefusal(answer: Pick<ZoomAnswer, 'status' | 'body'>): TokenRefusal {
  const { error, reason, message, code, errorCode, error_code: snakeCode } = answer.body ?? {};
  const reported = [error, reason, message, code, errorCode, snakeCode].filter((v) => typeof v !== 'object').join(' ');
  const codes: string[] = reported.match(/\b4,?7\d\d\b/g)?.map((found) => found.replace(',', '')) ?? [];
  if (codes.includes('4711')) return 'scopes';
  if (codes.some((found) => GRANT_CODES.includes(found))) return 'grant';
  if (codes.some((found) => CLIENT_CODES.includes(found))) return 'client';
  if (error === 'invalid_grant' || error === 'access_denied') return 'grant';
  if (error === 'invalid_client' || error === 'unauthorized_client') return 'client';
  return answer.status === 401 ? 'client' : 'other';
}
