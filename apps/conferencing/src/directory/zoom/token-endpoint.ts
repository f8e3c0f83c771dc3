import { DirectoryFailure } from '../../domain/external-directory.port.js';
import type { ServerToServerCredentials } from '../../domain/external-directory.port.js';
import type { Retrying } from './retrying.js';
import type { TimeBudget } from './time-budget.js';
import { tokenRefusal } from './token-refusal.js';
import type { TokenRefusal } from './token-refusal.js';
import { unusable } from './transient-failure.js';
import type { ZoomAnswer, ZoomHttp } from './zoom-http.js';
import { number } from './zoom-values.js';
import type { ZoomSettings } from './zoom.config.js';

export interface GrantedToken {
  accessToken: string;
  expiresAt: Date;
  refreshToken: string | null;
  scope: string | null;
}

/** Zoom refused; the meaning depends on the kind of connection. */
export class TokenRefused extends Error {
  constructor(readonly refusal: TokenRefusal) {
    super('Zoom refused to issue a token.');
    this.name = 'TokenRefused';
  }
}

const MAX_LIFETIME_SECONDS = 86_400;

/** `POST /oauth/token`. Throws `TokenRefused`, or `DirectoryFailure` if the outcome is unknown. */
export class TokenEndpoint {
  constructor(
    private readonly settings: ZoomSettings,
    private readonly http: ZoomHttp,
    private readonly retrying: Retrying,
  ) {}

  accountCredentials(credentials: ServerToServerCredentials, key: string | null, budget: TimeBudget) {
    const { accountId, clientId, clientSecret } = credentials;
    return this.grant(
      { grant_type: 'account_credentials', account_id: accountId },
      { clientId, clientSecret },
      key,
      budget,
    );
  }

  refresh(refreshToken: string, key: string, budget: TimeBudget) {
    return this.grant({ grant_type: 'refresh_token', refresh_token: refreshToken }, this.app(), key, budget);
  }

  exchange(code: string, codeVerifier: string, budget: TimeBudget) {
    const { redirectUri, ...client } = this.app();
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier };
    return this.grant(form, client, null, budget);
  }

  private app() {
    if (this.settings.oauthApp !== null) return this.settings.oauthApp;
    throw new DirectoryFailure('rejected', 'This installation has no Zoom client for connections by consent.');
  }

  private async grant(
    form: Record<string, string>,
    client: { clientId: string; clientSecret: string },
    key: string | null,
    budget: TimeBudget,
  ): Promise<GrantedToken> {
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
    const request = {
      method: 'POST' as const,
      url: `${this.settings.oauthUrl}/oauth/token`,
      headers: {
        authorization: `Basic ${basic}`,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    };
    return this.retrying.run(key, budget, async () => {
      const answer = await this.http.send(request, budget);
      if (answer.status >= 300) throw refused(answer);
      return granted(answer.body ?? {}, new Date());
    });
  }
}

/** Only these statuses are about the credentials that were sent; any other status is about the request as such. */
function refused(answer: ZoomAnswer): Error {
  const meant = answer.status === 401 || ([400, 403].includes(answer.status) && answer.body !== null);
  if (meant) return new TokenRefused(tokenRefusal(answer));
  return new DirectoryFailure('rejected', 'Zoom refused the request for a token.');
}

function granted(body: Record<string, unknown>, now: Date): GrantedToken {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn, scope } = body;
  if (!isToken(accessToken)) throw unusable('The token answer from Zoom contains no token.');
  const lifetime = number(expiresIn);
  const seconds = lifetime > 0 ? Math.min(lifetime, MAX_LIFETIME_SECONDS) : 0;
  return {
    accessToken,
    expiresAt: new Date(now.getTime() + seconds * 1000),
    refreshToken: isToken(refreshToken) ? refreshToken : null,
    scope: typeof scope === 'string' ? scope : null,
  };
}

/** Printable, because it is sent in a header. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,16384}$/.test(value);
}
