import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '@conferencing/kernel';

export interface AccessToken {
  value: string;
  accountId: string;
  scopes: string[];
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** What a consent allows: found by its code until the code is used, then by its newest refresh token. */
export interface Grant {
  accountId: string;
  clientId: string;
}

interface Code extends Grant {
  redirectUri: string;
  challenge: string | null;
  expiresAt: number;
}

export interface TokensSnapshot {
  access: AccessToken[];
  refresh: [string, Grant][];
}

const CODE_LIFETIME_MS = 5 * 60_000;

/** Access tokens (many may be valid at once), refresh tokens (each works once) and authorization codes (likewise). */
export class Tokens {
  private readonly access = new Map<string, AccessToken>();
  private readonly refresh = new Map<string, Grant>();
  private readonly codes = new Map<string, Code>();
  private readonly signingKey = randomBytes(32);

  constructor(
    private readonly clock: Clock,
    readonly lifetimeSeconds: number,
  ) {}

  /** Zoom's access tokens are JWTs, whose `aid` names the account and `uid` the user who consented. */
  issueAccess(accountId: string, scopes: string[], userId: string | undefined): AccessToken {
    const now = this.clock.now().getTime();
    for (const [value, token] of this.access) if (token.expiresAt <= now) this.access.delete(value);
    const expiresAt = now + this.lifetimeSeconds * 1000;
    const claims = {
      aid: accountId,
      uid: userId,
      exp: Math.floor(expiresAt / 1000),
      jti: randomBytes(8).toString('hex'),
    };
    const unsigned = `${part({ alg: 'HS512', typ: 'JWT' })}.${part(claims)}`;
    const value = `${unsigned}.${createHmac('sha512', this.signingKey).update(unsigned).digest('base64url')}`;
    const token = { value, accountId, scopes, expiresAt };
    this.access.set(value, token);
    return token;
  }

  findAccess(value: string): AccessToken | undefined {
    const token = this.access.get(value);
    return token !== undefined && token.expiresAt > this.clock.now().getTime() ? token : undefined;
  }

  issueRefresh(grant: Grant): string {
    const value = randomBytes(32).toString('base64url');
    this.refresh.set(value, grant);
    return value;
  }

  /** The account of a refresh token or code, without using it. */
  accountOf(value: string): string | undefined {
    return (this.refresh.get(value) ?? this.codes.get(value))?.accountId;
  }

  /** Uses up a refresh token. */
  takeRefresh(value: string): Grant | undefined {
    const grant = this.refresh.get(value);
    this.refresh.delete(value);
    return grant;
  }

  issueCode(grant: Grant, redirectUri: string, challenge: string | null): string {
    const value = randomBytes(16).toString('base64url');
    this.codes.set(value, {
      ...grant,
      redirectUri,
      challenge,
      expiresAt: this.clock.now().getTime() + CODE_LIFETIME_MS,
    });
    return value;
  }

  /** Uses up a code. */
  takeCode(value: string): Code | 'expired' | undefined {
    const code = this.codes.get(value);
    this.codes.delete(value);
    return code !== undefined && code.expiresAt <= this.clock.now().getTime() ? 'expired' : code;
  }

  snapshot(): TokensSnapshot {
    return { access: [...this.access.values()], refresh: [...this.refresh] };
  }

  restore(snapshot: TokensSnapshot): void {
    for (const token of snapshot.access) this.access.set(token.value, token);
    for (const [value, grant] of snapshot.refresh) this.refresh.set(value, grant);
  }
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
