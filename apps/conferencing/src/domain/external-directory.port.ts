/** Credentials of one's own external account, typed in by an administrator; they don't rotate. */
export interface ServerToServerCredentials {
  type: 'server_to_server';
  accountId: string;
  clientId: string;
  clientSecret: string;
}

/** What an administrator's consent gave: every refresh replaces the refresh token and kills the old one. */
export interface OAuthCredentials {
  type: 'oauth';
  refreshToken: string;
  accessToken?: string;
  /** RFC 3339; when `accessToken` ends. */
  expiresAt?: string;
  /** Space separated. */
  scope?: string;
}

export type DirectoryCredentials = ServerToServerCredentials | OAuthCredentials;

/** Whom some credentials speak for, and whether they may do what is needed. */
export interface DirectoryIdentity {
  /** The organization at the provider; null when the provider doesn't tell. */
  externalAccountId: string | null;
  externalSubject: string;
  /** Null when the credentials don't show whose they are. */
  email: string | null;
  displayName: string | null;
  status: 'active' | 'insufficient_permissions';
}

export type DirectoryUserStatus = 'active' | 'inactive' | 'pending';

/** A user as the external directory tells it. At least one of `externalId` and `email` is there. */
export interface DirectoryUser {
  /** Case-sensitive in listings, but other channels may spell it in another case. Null while a user is pending. */
  externalId: string | null;
  /** As the provider spells it; compare case-insensitively. */
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  displayName: string | null;
  status: DirectoryUserStatus;
  /** Whether the user has a paid seat; null when the provider doesn't tell. */
  licensed: boolean | null;
}

export interface DirectoryPage {
  /** At most 300. */
  users: readonly DirectoryUser[];
  /**
   * False when something about the listing so far says that a user who is there may be on no page: then nobody is
   * taken for removed because they did not come.
   */
  complete: boolean;
}

/**
 * Why the external directory didn't do what was asked.
 * - `credentials_rejected`: new credentials are wrong; only from `verify` and `exchangeCode`.
 * - `reconnect_required`: the stored credentials are final: only a new consent or new credentials help.
 * - `insufficient_permissions`: the credentials work, but lack a scope.
 * - `unreachable`: no answer in time, or only 5xx. Nothing is known about the connection.
 * - `rejected`: an answer that can't be used (rate limit, garbage). Nothing is known about the connection.
 */
export type DirectoryFailureKind =
  'credentials_rejected' | 'reconnect_required' | 'insufficient_permissions' | 'unreachable' | 'rejected';

/** `detail` is one sentence that may be shown to the caller and logged: it never holds a secret. */
export class DirectoryFailure extends Error {
  constructor(
    readonly kind: DirectoryFailureKind,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'DirectoryFailure';
  }
}

/**
 * An external system with accounts and users (Zoom; later others). Methods throw `DirectoryFailure`, or a `DomainError`
 * of kind `unavailable` when the stored credentials can't be read.
 */
export abstract class ExternalDirectory {
  /** Checks credentials that aren't stored yet, within 25 s. Lacking scopes are a status, not a failure. */
  abstract verify(credentials: ServerToServerCredentials): Promise<DirectoryIdentity>;

  /**
   * All users of a stored connection, one page (≤ 300 users) at a time. A user may come more than once, over pages too:
   * the one that comes last is the truth. A user who did not come is not there any more only if the iteration has ended
   * without an error and every page was `complete`. It fails when there is no progress for 20 s.
   */
  abstract listUsers(connection: { id: string }, signal?: AbortSignal): AsyncIterable<DirectoryPage>;

  /**
   * One user of a stored connection, by the id that the directory gave them: `gone` when the directory says that it has
   * no such user, `unknown` when it names them in a way that can't be stored. Fails after 20 s.
   */
  abstract findUser(
    connection: { id: string },
    externalId: string,
    signal?: AbortSignal,
  ): Promise<DirectoryUser | 'gone' | 'unknown'>;

  /** Where an administrator gives consent. Throws a `DomainError` of kind `unavailable` when OAuth isn't set up. */
  abstract authorizeUrl(state: string, codeChallenge: string): string;

  /** Turns the code that the consent page sent back into credentials, within 25 s. A code works once, with the verifier of its challenge (PKCE). */
  abstract exchangeCode(
    code: string,
    codeVerifier: string,
  ): Promise<{ credentials: OAuthCredentials; identity: DirectoryIdentity }>;

  /** Forgets what is cached for a connection; call after its credentials were replaced or removed. */
  abstract forget(connection: { id: string }): void;
}
