/** $1 hashes */
export const FIND_TOKENS = `
  SELECT token_hash, id, account_id FROM account_tokens WHERE token_hash = ANY($1::text[]) AND revoked_at IS NULL`;

export interface TokenHashRow {
  token_hash: string;
  id: string;
  account_id: string;
}

/** $1 ids of keys */
export const FIND_KEYS = `
  SELECT id, account_id, public_jwk FROM signing_keys WHERE id = ANY($1::text[]) AND revoked_at IS NULL`;

/** $1 ids of accounts */
export const FIND_ACCOUNTS = `SELECT id FROM accounts WHERE id = ANY($1::text[])`;
