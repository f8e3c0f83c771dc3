import { JwtVerifier, looksLikeAccountToken } from '@conferencing/callers';
import { Authenticator, type Identity, type PlatformToken } from '@conferencing/http-edge';
import { SystemClock } from '@conferencing/kernel';
import type { KnownCallers } from '../../callers/known-callers.js';

/**
 * Authenticates the platform by its token, accounts by theirs and their users by JWT, as published by the owner
 * service.
 */
export class ReadModelsAuthenticator extends Authenticator {
  private readonly jwts: JwtVerifier;

  constructor(
    private readonly platform: PlatformToken,
    private readonly callers: KnownCallers,
  ) {
    super();
    this.jwts = new JwtVerifier(callers, new SystemClock());
  }

  override async identify(token: string): Promise<Identity | undefined> {
    return (
      this.platform.identify(token) ??
      (looksLikeAccountToken(token) ? await this.withToken(token) : await this.withJwt(token))
    );
  }

  override accountExists(accountId: string): Promise<boolean> {
    return this.callers.accountExists(accountId);
  }

  private async withToken(token: string): Promise<Identity | undefined> {
    const known = await this.callers.findToken(token);
    if (known === undefined) return undefined;
    const actor = `token:${known.id}`;
    return { actor, accountId: known.accountId, limitKey: actor, credential: { id: known.id } };
  }

  private async withJwt(jwt: string): Promise<Identity | undefined> {
    const user = await this.jwts.verify(jwt);
    if (user === undefined) return undefined;
    const { accountId, actor, kid: id, expiresAt } = user;
    return { actor, accountId, limitKey: `${accountId}/${actor}`, credential: { id, expiresAt } };
  }
}
