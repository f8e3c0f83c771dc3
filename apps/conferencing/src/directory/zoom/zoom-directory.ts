import { DomainError } from '@conferencing/kernel';
import { Logger } from '@nestjs/common';
import type { CredentialStore } from '../../domain/credential-store.port.js';
import { DirectoryFailure, ExternalDirectory } from '../../domain/external-directory.port.js';
import type {
  DirectoryIdentity,
  DirectoryPage,
  DirectoryUser,
  DirectoryUserStatus,
  OAuthCredentials,
  ServerToServerCredentials,
} from '../../domain/external-directory.port.js';
import { AccessTokens } from './access-tokens.js';
import { ListingCheck } from './listing-check.js';
import { oauthCredentials } from './oauth-credentials.js';
import { Retrying } from './retrying.js';
import { TimeBudget } from './time-budget.js';
import { TokenEndpoint, TokenRefused } from './token-endpoint.js';
import type { GrantedToken } from './token-endpoint.js';
import { userPage } from './user-page.js';
import { UserNotFound, ZoomApi } from './zoom-api.js';
import type { ApiCaller } from './zoom-api.js';
import { ZoomHttp } from './zoom-http.js';
import { directoryUser } from './zoom-user.js';
import { consentingUser, identityOfAccount, identityOfConsent, ownerOnPage } from './zoom-identity.js';
import type { ZoomSettings } from './zoom.config.js';

const PAGE_SIZE = 300;
const MAX_PAGES = 5_000;
/**
 * In the order in which a user's status changes, so that a user whose status changes during the listing comes twice and
 * not never.
 */
const STATUSES: readonly DirectoryUserStatus[] = ['pending', 'active', 'inactive'];

export class ZoomDirectory extends ExternalDirectory {
  private readonly logger = new Logger(ZoomDirectory.name);
  private readonly http: ZoomHttp;
  private readonly retrying: Retrying;
  private readonly endpoint: TokenEndpoint;
  private readonly api: ZoomApi;
  private readonly tokens: AccessTokens;

  constructor(
    private readonly settings: ZoomSettings,
    store: CredentialStore,
  ) {
    super();
    this.http = new ZoomHttp(settings.limits);
    this.retrying = new Retrying(settings.limits);
    this.endpoint = new TokenEndpoint(settings, this.http, this.retrying);
    this.api = new ZoomApi(settings, this.http, this.retrying);
    this.tokens = new AccessTokens(store, this.endpoint, settings.limits.settle);
  }

  override async verify(credentials: ServerToServerCredentials): Promise<DirectoryIdentity> {
    const budget = this.budget();
    const { accountId } = credentials;
    try {
      const token = async () => (await this.endpoint.accountCredentials(credentials, null, budget)).accessToken;
      const first = await token();
      const caller = {
        key: null,
        budget,
        token: async (refused: string | null) => (refused === null ? first : token()),
      };
      return identityOfAccount(accountId, await this.api.get(caller, listing('active'), ownerOnPage), 'active');
    } catch (error) {
      if (lacksScopes(error)) return identityOfAccount(accountId, null, 'insufficient_permissions');
      throw asNewCredentials(error, 'Zoom does not accept these credentials. Please check them and try again.');
    }
  }

  override async *listUsers(connection: { id: string }, signal?: AbortSignal): AsyncGenerator<DirectoryPage> {
    const caller = this.callerFor(connection, signal);
    for (const status of STATUSES) yield* this.listStatus(caller, status, connection.id);
  }

  override async findUser(
    connection: { id: string },
    externalId: string,
    signal?: AbortSignal,
  ): Promise<DirectoryUser | 'gone' | 'unknown'> {
    const path = `/v2/users/${encodeURIComponent(externalId)}`;
    try {
      const user = await this.api.get(this.callerFor(connection, signal), path, (body) =>
        directoryUser(body, 'active'),
      );
      return user ?? 'unknown';
    } catch (error) {
      if (error instanceof UserNotFound) return 'gone';
      throw error;
    }
  }

  override authorizeUrl(state: string, codeChallenge: string): string {
    const { oauthApp, oauthUrl } = this.settings;
    if (oauthApp === null) {
      const detail =
        'Connections by consent need the settings ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET and ZOOM_REDIRECT_URI.';
      throw new DomainError('unavailable', { code: 'unavailable', detail });
    }
    const url = new URL(`${oauthUrl}/oauth/authorize`);
    const client = { client_id: oauthApp.clientId, redirect_uri: oauthApp.redirectUri };
    const pkce = { code_challenge: codeChallenge, code_challenge_method: 'S256' };
    const query = { response_type: 'code', ...client, state, ...pkce };
    url.search = new URLSearchParams(query).toString();
    return url.href;
  }

  override async exchangeCode(
    code: string,
    codeVerifier: string,
  ): Promise<{ credentials: OAuthCredentials; identity: DirectoryIdentity }> {
    const budget = this.budget();
    try {
      const granted = await this.endpoint.exchange(code, codeVerifier, budget);
      if (granted.refreshToken === null) throw new DirectoryFailure('rejected', 'Zoom returned no refresh token.');
      const identity = await this.identify(granted, budget);
      return { credentials: oauthCredentials(granted, granted.refreshToken), identity };
    } catch (error) {
      throw asNewConsent(error);
    }
  }

  override forget(connection: { id: string }): void {
    this.tokens.forget(connection.id);
    this.retrying.forget(connection.id);
  }

  /** Cancels open requests and closes the connections. */
  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }

  private callerFor({ id }: { id: string }, signal?: AbortSignal): ApiCaller {
    const budget = this.budget(signal);
    return { key: id, budget, token: (refused) => this.tokens.get(id, budget, refused) };
  }

  private async *listStatus(
    caller: ApiCaller,
    status: DirectoryUserStatus,
    connection: string,
  ): AsyncGenerator<DirectoryPage> {
    const seen = new Set<string>();
    const check = new ListingCheck();
    let token: string | null = null;
    do {
      const path = listing(status, token);
      const page = await this.api.get(caller, path, (body) => userPage(body, status));
      token = page.nextPageToken;
      if (token !== null && (seen.has(token) || seen.size >= MAX_PAGES)) {
        throw new DirectoryFailure('rejected', 'The user list from Zoom has too many pages.');
      }
      if (token !== null) seen.add(token);
      check.add(page);
      const { unstorable } = page;
      if (unstorable > 0)
        this.logger.warn({ connection, status, unstorable }, 'Zoom listed users that cannot be stored');
      yield { users: page.users, complete: check.complete };
      caller.budget.progress();
    } while (token !== null);
  }

  /** The code is already used: a failed look-up must not waste the consent. */
  private async identify(granted: GrantedToken, budget: TimeBudget): Promise<DirectoryIdentity> {
    const caller = { key: null, budget, token: async () => granted.accessToken };
    const { accessToken } = granted;
    const [me, listed] = await Promise.all([
      this.api
        .get(caller, '/v2/users/me', (body) => body)
        .then(consentingUser)
        .catch(() => null),
      this.api.get(caller, listing('active'), ownerOnPage).then(
        (owner) => ({ owner, status: 'active' as const }),
        (error: unknown) => ({
          owner: null,
          status: lacksScopes(error) ? ('insufficient_permissions' as const) : ('active' as const),
        }),
      ),
    ]);
    return identityOfConsent({ me, accessToken, ...listed });
  }

  private budget(signal?: AbortSignal): TimeBudget {
    return new TimeBudget(this.settings.limits.stall, signal);
  }
}

function listing(status: DirectoryUserStatus, nextPageToken: string | null = null): string {
  const query = new URLSearchParams({ status, page_size: String(PAGE_SIZE) });
  if (nextPageToken !== null) query.set('next_page_token', nextPageToken);
  return `/v2/users?${query.toString()}`;
}

function lacksScopes(error: unknown): boolean {
  if (error instanceof TokenRefused) return error.refusal === 'scopes';
  return error instanceof DirectoryFailure && error.kind === 'insufficient_permissions';
}

function asNewCredentials(error: unknown, detail: string): unknown {
  const refused = error instanceof TokenRefused;
  const turnedDown = error instanceof DirectoryFailure && error.kind === 'reconnect_required';
  return refused || turnedDown ? new DirectoryFailure('credentials_rejected', detail) : error;
}

/** If Zoom does not know the client, our own app is misconfigured, not the administrator's. */
function asNewConsent(error: unknown): unknown {
  if (error instanceof TokenRefused && error.refusal === 'client') {
    return new DirectoryFailure(
      'rejected',
      'Zoom does not accept the client of this installation. Please ask its operator to check ' +
        'ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET.',
    );
  }
  return asNewCredentials(error, 'Zoom does not accept the authorization code. Please start again.');
}
