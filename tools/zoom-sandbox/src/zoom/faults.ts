import { z } from 'zod';
import { apiError, html, tokenError } from './answer.js';
import type { Answer } from './answer.js';
import { qpsExceeded } from './rate-limit.js';

export const faultRequest = z.strictObject({
  kind: z.enum(['down', 'slow', 'rate_limited', 'revoked', 'scopes_missing', 'garbage']),
  /** How many requests it applies to; without it, it stays until the faults are deleted. */
  count: z.number().int().min(1).optional(),
  /** Waits this long before the request is judged. */
  delay_ms: z.number().int().min(0).max(600_000).optional(),
});

export type FaultRequest = z.infer<typeof faultRequest>;
export type FaultKind = FaultRequest['kind'];
export type Endpoint = 'token' | 'api';

/** A fault that applies to a request. */
export interface Hit {
  kind: FaultKind;
  delayMs: number;
}

const SLOW_MS = 5_000;

/** Faults of each account, in the order of their creation. */
export class Faults {
  private readonly byAccount = new Map<string, { request: FaultRequest; left: number }[]>();

  add(accountId: string, request: FaultRequest): void {
    const faults = this.byAccount.get(accountId) ?? [];
    faults.push({ request, left: request.count ?? Number.POSITIVE_INFINITY });
    this.byAccount.set(accountId, faults);
  }

  clear(accountId: string): void {
    this.byAccount.delete(accountId);
  }

  /** The first fault that applies to this endpoint; it counts as used. A missing scope shows at the API only. */
  take(accountId: string, endpoint: Endpoint): Hit | null {
    const faults = this.byAccount.get(accountId) ?? [];
    const fault = faults.find(({ request }) => endpoint === 'api' || request.kind !== 'scopes_missing');
    if (fault === undefined) return null;
    fault.left -= 1;
    if (fault.left <= 0) faults.splice(faults.indexOf(fault), 1);
    const { kind, delay_ms } = fault.request;
    return { kind, delayMs: delay_ms ?? (kind === 'slow' ? SLOW_MS : 0) };
  }
}

/** The answer to a request with this fault; null if the fault only delays it. */
export function faultAnswer(kind: FaultKind, endpoint: Endpoint, now: Date): Answer | null {
  switch (kind) {
    case 'slow':
      return null;
    case 'down':
      return { kind: 'hang_up' };
    case 'garbage':
      return html('<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>');
    case 'rate_limited':
      return qpsExceeded(60, Math.floor(now.getTime() / 1000) + 1);
    case 'scopes_missing':
      return missingScopes('user:read:list_users:admin');
    case 'revoked':
      return endpoint === 'token' ? tokenError(400, 'invalid_grant', 'Invalid Token!') : invalidAccessToken();
  }
}

export function missingScopes(scopes: string): Answer {
  return apiError(400, 4711, `Invalid access token, does not contain scopes:[${scopes}].`);
}

export function invalidAccessToken(): Answer {
  return apiError(401, 124, 'Invalid access token.');
}
