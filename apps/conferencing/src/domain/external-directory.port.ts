/** Credentials that an administrator enters for their own external account; they do not rotate. */
export interface ServerToServerCredentials {
  type: 'server_to_server';
  accountId: string;
  clientId: string;
  clientSecret: string;
}

/** The result of an administrator's consent: each refresh replaces the refresh token and invalidates the old one. */
export interface OAuthCredentials {
  type: 'oauth';
  refreshToken: string;
  accessToken?: string;
  /** RFC 3339; when `accessToken` expires. */
  expiresAt?: string;
  /** Space separated. */
  scope?: string;
}

export type DirectoryCredentials = ServerToServerCredentials | OAuthCredentials;

/** The identity behind credentials, and whether they have the needed scopes. */
export interface DirectoryIdentity {
  /** The organization at the provider; null if the provider does not name it. */
  externalAccountId: string | null;
  externalSubject: string;
  /** Null if the credentials do not show an email. */
  email: string | null;
  displayName: string | null;
  status: 'active' | 'insufficient_permissions';
}

export type DirectoryUserStatus = 'active' | 'inactive' | 'pending';

/** A user in the external directory. At least one of `externalId` and `email` is set. */
export interface DirectoryUser {
  /** Case-sensitive in listings, but other channels may spell it in another case. Null while a user is pending. */
  externalId: string | null;
  /** As the provider spells it; compare case-insensitively. */
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  displayName: string | null;
  status: DirectoryUserStatus;
  /** Whether the user has a paid seat; null if the provider does not say. */
  licensed: boolean | null;
}

export interface DirectoryPage {
  /** At most 300. */
  users: readonly DirectoryUser[];
  /** False if the listing may have missed a user who exists: then no user counts as removed because they are absent. */
  complete: boolean;
}

/**
 * Why the external directory did not do what was asked.
 * - `credentials_rejected`: new credentials are wrong; only from `verify` and `exchangeCode`.
 * - `reconnect_required`: the stored credentials no longer work; only a new consent or new credentials help.
 * - `insufficient_permissions`: the credentials work, but lack a scope.
 * - `unreachable`: no answer in time, or only 5xx. Says nothing about the connection.
 * - `rejected`: an unusable answer (rate limit, garbage). Says nothing about the connection.
 */
export type DirectoryFailureKind =
  'credentials_rejected' | 'reconnect_required' | 'insufficient_permissions' | 'unreachable' | 'rejected';

/** `detail` is one sentence for callers and logs: it never contains a secret. */
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
  /** Checks credentials that are not stored yet, within 25 s. Missing scopes are a status, not a failure. */
  abstract verify(credentials: ServerToServerCredentials): Promise<DirectoryIdentity>;

  /**
   * All users of a stored connection, one page (≤ 300 users) at a time. If a user comes more than once, the last one
   * counts. A user who did not come is removed only if the iteration ended without an error and every page was
   * `complete`. Fails after 20 s without progress.
   */
  abstract listUsers(connection: { id: string }, signal?: AbortSignal): AsyncIterable<DirectoryPage>;

  /**
   * One user of a stored connection, by their id in the directory: `gone` if the directory has no such user, `unknown`
   * if their data cannot be stored. Fails after 20 s.
   */
  abstract findUser(
    connection: { id: string },
    externalId: string,
    signal?: AbortSignal,
  ): Promise<DirectoryUser | 'gone' | 'unknown'>;

  /**
   * The address where an administrator gives consent. Throws a `DomainError` of kind `unavailable` if OAuth is not
   * configured.
   */
  abstract authorizeUrl(state: string, codeChallenge: string): string;

  /**
   * Exchanges the code from the consent page for credentials, within 25 s. A code works once, with the verifier of its
   * challenge (PKCE).
   */
  abstract exchangeCode(
    code: string,
    codeVerifier: string,
  ): Promise<{ credentials: OAuthCredentials; identity: DirectoryIdentity }>;

  /** Drops the cache of a connection; call it after its credentials were replaced or removed. */
  abstract forget(connection: { id: string }): void;
}
