/** An account exists. */
export interface AccountCredential {
  type: 'account';
  id: string;
}

/** A caller with a token of this hash acts for the account. */
export interface TokenCredential {
  type: 'account_token';
  id: string;
  account_id: string;
  /** SHA-256 of the token, 64 hexadecimal digits; the token itself is stored nowhere. */
  token_hash: string;
}

/** JWTs signed with this key name users of the account. */
export interface SigningKeyCredential {
  type: 'signing_key';
  id: string;
  account_id: string;
  public_jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
}

/**
 * The value of a record on `conferencing.credentials`, keyed by `id`. It never changes under its id; a tombstone means
 * that it was revoked permanently.
 */
export type Credential = AccountCredential | TokenCredential | SigningKeyCredential;

export interface RevokedCredential {
  type: 'revoked';
  id: string;
}
