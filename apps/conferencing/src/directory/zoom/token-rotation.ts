import { setTimeout as sleep } from 'node:timers/promises';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { CredentialStore, StoredCredentials } from '../../domain/credential-store.port.js';
import { DirectoryFailure } from '../../domain/external-directory.port.js';
import type { OAuthCredentials } from '../../domain/external-directory.port.js';
import { oauthCredentials, usable } from './oauth-credentials.js';
import type { TimeBudget } from './time-budget.js';
import { TokenRefused } from './token-endpoint.js';
import type { GrantedToken, TokenEndpoint } from './token-endpoint.js';

/** If a new refresh token is not stored, the connection is lost: so the store is retried. */
const storing = retry(handleAll, { maxAttempts: 4, backoff: new ExponentialBackoff({ initialDelay: 100 }) });

/**
 * Exchanges a refresh token for new tokens. Each exchange invalidates the old refresh token, so two concurrent
 * refreshes must not undo each other: lock, read again, exchange, compare-and-set. If the lock was lost, the
 * `invalid_grant` of the loser means nothing while another token is stored.
 */
export class TokenRotation {
  constructor(
    private readonly store: CredentialStore,
    private readonly endpoint: TokenEndpoint,
    private readonly settleMs: number,
  ) {}

  /** The new access token, or the one that another process has received meanwhile. */
  async rotate(connectionId: string, refused: string | null, budget: TimeBudget): Promise<string> {
    return this.store.withRefreshLock(connectionId, async () => {
      const { stored, credentials } = await this.read(connectionId);
      const current = usable(credentials, refused);
      if (current !== null) return current;
      const granted = await this.exchange(connectionId, stored, credentials, budget);
      if (granted === null) return this.winners(connectionId, refused);
      const renewed = oauthCredentials(granted, granted.refreshToken ?? credentials.refreshToken);
      const won = await storing.execute(() => this.store.replace(connectionId, stored.revision, renewed));
      return won ? granted.accessToken : this.winners(connectionId, refused);
    });
  }

  /** Null if the sent token is no longer the stored one: then its refusal means nothing. */
  private async exchange(
    connectionId: string,
    stored: StoredCredentials,
    credentials: OAuthCredentials,
    budget: TimeBudget,
  ): Promise<GrantedToken | null> {
    try {
      return await this.endpoint.refresh(credentials.refreshToken, connectionId, budget);
    } catch (error) {
      if (!(error instanceof TokenRefused) || error.refusal !== 'grant') throw error;
      await sleep(this.settleMs);
      const now = await this.store.load(connectionId);
      if (now === null || now.revision === stored.revision) throw error;
      return null;
    }
  }

  private async winners(connectionId: string, refused: string | null): Promise<string> {
    const { credentials } = await this.read(connectionId);
    const token = usable(credentials, refused);
    if (token !== null) return token;
    throw new DirectoryFailure('rejected', 'The credentials of this connection are changing. Please try again.');
  }

  private async read(connectionId: string): Promise<{ stored: StoredCredentials; credentials: OAuthCredentials }> {
    const stored = await this.store.load(connectionId);
    if (stored?.credentials.type === 'oauth') return { stored, credentials: stored.credentials };
    throw new DirectoryFailure('rejected', 'The credentials of this connection are changing. Please try again.');
  }
}
