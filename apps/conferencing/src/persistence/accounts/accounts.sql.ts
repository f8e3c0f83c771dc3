import { NOTE_CHANGED } from './credential-changes.sql.js';

/** The statement, and a note of its change for read-models. */
const noted = (statement: string) => `WITH changed AS (${statement} RETURNING id)${NOTE_CHANGED}`;

export const INSERT_ACCOUNT = noted(`INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3)`);

export const FIND_ACCOUNT = `SELECT id, name, created_at FROM accounts WHERE id = $1`;

/** $1 offset, $2 limit */
export const LIST_ACCOUNTS = `SELECT id, name, created_at FROM accounts ORDER BY created_at, id OFFSET $1 LIMIT $2`;

export const COUNT_ACCOUNTS = `SELECT count(*) AS total FROM accounts`;

/** $1 id, $2 account, $3 name, $4 hash, $5 time; nothing when the account doesn't exist */
export const INSERT_TOKEN = noted(`
  INSERT INTO account_tokens (id, account_id, name, token_hash, created_at)
  SELECT $1, id, $3, $4, $5 FROM accounts WHERE id = $2`);

/** $1 account, $2 offset, $3 limit */
export const LIST_TOKENS = `
  SELECT id, account_id, name, created_at, revoked_at FROM account_tokens
  WHERE account_id = $1 ORDER BY created_at, id OFFSET $2 LIMIT $3`;

export const COUNT_TOKENS = `SELECT count(*) AS total FROM account_tokens WHERE account_id = $1`;

/** $1 account, $2 token, $3 time */
export const REVOKE_TOKEN = noted(`
  UPDATE account_tokens SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL`);

/** $1 id, $2 account, $3 public JWK as JSON, $4 time; nothing when the account doesn't exist */
export const INSERT_SIGNING_KEY = noted(`
  INSERT INTO signing_keys (id, account_id, public_jwk, created_at)
  SELECT $1, id, $3::jsonb, $4 FROM accounts WHERE id = $2`);

/** $1 account, $2 offset, $3 limit */
export const LIST_SIGNING_KEYS = `
  SELECT id, account_id, public_jwk, created_at, revoked_at FROM signing_keys
  WHERE account_id = $1 ORDER BY created_at, id OFFSET $2 LIMIT $3`;

export const COUNT_SIGNING_KEYS = `SELECT count(*) AS total FROM signing_keys WHERE account_id = $1`;

/** $1 account, $2 key, $3 time */
export const REVOKE_SIGNING_KEY = noted(`
  UPDATE signing_keys SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL`);
