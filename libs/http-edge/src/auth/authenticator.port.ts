/** Whom a token stands for. */
export interface Identity {
  /** As in `Principal.actor`. */
  actor: string;
  /** Undefined for the platform, which names the account with each request. */
  accountId?: string;
  /** Under which the requests of this token are counted. */
  limitKey: string;
}

/** Knows the tokens of one application. */
export abstract class Authenticator {
  /** Undefined when the token is unknown, expired or revoked: callers are not told which. */
  abstract identify(token: string): Promise<Identity | undefined>;
  abstract accountExists(accountId: string): Promise<boolean>;
}
