/** The credential of a caller, for streams that outlive the check of it. */
export interface ShownCredential {
  /** The id of the token, or of the key that signed the JWT. */
  id: string;
  /** When it expires; undefined if it does not. */
  expiresAt?: Date;
}

/** The identity of a token. */
export interface Identity {
  /** Like `Principal.actor`. */
  actor: string;
  /** Undefined for the platform, which names the account in each request. */
  accountId?: string;
  /** The key under which requests of this token are counted. */
  limitKey: string;
  /** Undefined for the platform's token. */
  credential?: ShownCredential;
}

/** Verifies the tokens of one application. */
export abstract class Authenticator {
  /** Undefined if the token is unknown, expired or revoked: callers do not learn which. */
  abstract identify(token: string): Promise<Identity | undefined>;
  abstract accountExists(accountId: string): Promise<boolean>;
}
