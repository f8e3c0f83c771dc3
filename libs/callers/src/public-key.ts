/** The public half of a P-256 key pair with which an account's own backend signs JWTs for its users. */
export interface PublicKeyJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

/** A valid signing key, with the account on which it is registered. */
export interface KnownKey {
  accountId: string;
  publicJwk: PublicKeyJwk;
}
