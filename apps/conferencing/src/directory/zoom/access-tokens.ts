import type { CredentialStore, StoredCredentials } from '../../domain/credential-store.port.js';
import { RefreshLockTimeout } from '../../domain/credential-store.port.js';
import { DirectoryFailure } from '../../domain/external-directory.port.js';
import type { ServerToServerCredentials } from '../../domain/external-directory.port.js';
import { AHEAD_MS, usable } from './oauth-credentials.js';
import type { TimeBudget } from './time-budget.js';
import { TokenRefused } from './token-endpoint.js';
import type { TokenEndpoint } from './token-endpoint.js';
import { TokenRotation } from './token-rotation.js';

interface CachedToken {
  revision: number;
  value: string;
  expiresAt: number;
}

/**
 * The access token of each stored connection. Server-to-server tokens are cached here (many may be valid at once);
 * those of a consent are stored with its refresh token, so that all processes share them.
 */
export class AccessTokens {
  private readonly cache = new Map<string, CachedToken>();
  private readonly requests = new Map<string, Promise<string>>();
  private readonly rotation: TokenRotation;

  constructor(
    private readonly store: CredentialStore,
    private readonly endpoint: TokenEndpoint,
    settleMs: number,
  ) {
    this.rotation = new TokenRotation(store, endpoint, settleMs);
  }

  /**
   * A token that should work. `refused` is one that Zoom has just rejected: then a new one is fetched. Concurrent
   * callers share one request.
   */
  async get(connectionId: string, budget: TimeBudget, refused: string | null): Promise<string> {
    const shared = this.requests.get(connectionId);
    if (shared !== undefined) {
      const token = await shared;
      if (token !== refused) return token;
    }
    const getting = this.find(connectionId, budget, refused).finally(() => {
      if (this.requests.get(connectionId) === getting) this.requests.delete(connectionId);
    });
    this.requests.set(connectionId, getting);
    return getting;
  }

  forget(connectionId: string): void {
    this.cache.delete(connectionId);
  }

  private async find(connectionId: string, budget: TimeBudget, refused: string | null): Promise<string> {
    const stored = await this.store.load(connectionId);
    if (stored === null)
      throw new DirectoryFailure('reconnect_required', 'There are no credentials for this connection.');
    const { credentials } = stored;
    try {
      if (credentials.type === 'server_to_server') {
        return await this.ofServer(connectionId, credentials, stored.revision, budget, refused);
      }
      return usable(credentials, refused) ?? (await this.rotation.rotate(connectionId, refused, budget));
    } catch (error) {
      throw translated(error, stored);
    }
  }

  private async ofServer(
    connectionId: string,
    credentials: ServerToServerCredentials,
    revision: number,
    budget: TimeBudget,
    refused: string | null,
  ): Promise<string> {
    const cached = this.cache.get(connectionId);
    const live = cached !== undefined && cached.revision === revision && cached.expiresAt > Date.now() + AHEAD_MS;
    if (live && cached.value !== refused) return cached.value;
    const granted = await this.endpoint.accountCredentials(credentials, connectionId, budget);
    this.cache.set(connectionId, { revision, value: granted.accessToken, expiresAt: granted.expiresAt.getTime() });
    return granted.accessToken;
  }
}

/** A wrong client means wrong credentials for a server-to-server connection; otherwise our own app is misconfigured. */
function translated(error: unknown, { credentials }: StoredCredentials): unknown {
  if (error instanceof RefreshLockTimeout) {
    return new DirectoryFailure(
      'unreachable',
      'Another refresh of this connection has not finished in time. Please try again.',
    );
  }
  if (!(error instanceof TokenRefused)) return error;
  const { refusal } = error;
  if (refusal === 'scopes')
    return new DirectoryFailure(
      'insufficient_permissions',
      'The Zoom app lacks a scope. Please grant all scopes and connect the account again.',
    );
  if (refusal === 'grant' || (refusal === 'client' && credentials.type === 'server_to_server')) {
    return new DirectoryFailure(
      'reconnect_required',
      'Zoom no longer accepts the stored credentials. Please connect the account again.',
    );
  }
  return new DirectoryFailure('rejected', 'Zoom refused to issue a token.');
}
