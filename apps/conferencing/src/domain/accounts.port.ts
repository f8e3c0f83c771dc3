import type { Range, Slice } from './slice.js';

/** A tenant. */
export interface Account {
  id: string;
  name: string;
  createdAt: Date;
}

/** A bearer token of an account, without the token itself: only its hash is kept. */
export interface AccountToken {
  id: string;
  accountId: string;
  name: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** The public half of a P-256 key pair with which an account's own backend signs JWTs for its users. */
export interface PublicKeyJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

export interface SigningKey {
  /** The `kid` in a JWT's header. */
  id: string;
  accountId: string;
  publicJwk: PublicKeyJwk;
  createdAt: Date;
  revokedAt: Date | null;
}

/** Accounts with their tokens and signing keys. Lists are in order of creation. */
export abstract class Accounts {
  abstract create(account: Account): Promise<void>;
  abstract find(id: string): Promise<Account | null>;
  abstract list(range: Range): Promise<Slice<Account>>;

  /** False if there is no such account. */
  abstract addToken(token: AccountToken, hash: string): Promise<boolean>;
  abstract listTokens(accountId: string, range: Range): Promise<Slice<AccountToken>>;
  /** False if the account has no such active token. */
  abstract revokeToken(accountId: string, tokenId: string, at: Date): Promise<boolean>;

  /** False if there is no such account. */
  abstract addSigningKey(key: SigningKey): Promise<boolean>;
  abstract listSigningKeys(accountId: string, range: Range): Promise<Slice<SigningKey>>;
  /** False if the account has no such active key. */
  abstract revokeSigningKey(accountId: string, keyId: string, at: Date): Promise<boolean>;
}
