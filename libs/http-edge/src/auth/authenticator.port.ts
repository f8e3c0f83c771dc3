/** What a caller has shown, for answers that outlive the moment in which it was checked. */
export interface ShownCredential {
  /** Of the token, or of the key that has signed it. */
  id: string;
  /** When it ends by itself; undefined when it doesn't. */
  expiresAt?: Date;
}

/** Whom a token stands for. */
export interface Identity {
  /** As in `Principal.actor`. */
  actor: string;
  /** Undefined for the platform, which names the account with each request. */
  accountId?: string;
  /** Under which the requests of this token are counted. */
  limitKey: string;
  /** Undefined for the platform's. */
  credential?: ShownCredential;
}

/** Knows the tokens of one application. */
export abstract class Authenticator {
  /** Undefined when the token is unknown, expired or revoked: callers are not told which. */
  abstract identify(token: string): Promise<Identity | undefined>;
  abstract accountExists(accountId: string): Promise<boolean>;
}
