/** $1 ids, $2 accounts, $3 hashes, $4 keys as JSON, $5 whether revoked. */
export const LEARN = `
  INSERT INTO caller_credentials AS known (id, account_id, token_hash, public_jwk, revoked)
  SELECT id, account_id, token_hash, public_jwk::jsonb, revoked
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
    AS reported (id, account_id, token_hash, public_jwk, revoked)
  ON CONFLICT (id) DO UPDATE SET revoked = true WHERE excluded.revoked AND NOT known.revoked`;

/** $1 hashes */
export const FIND_TOKENS = `
  SELECT token_hash AS key, id, account_id, revoked FROM caller_credentials WHERE token_hash = ANY($1::text[])`;

/** $1 ids of keys */
export const FIND_KEYS = `
  SELECT id AS key, account_id, public_jwk, revoked FROM caller_credentials WHERE id = ANY($1::text[])`;

/** $1 ids of accounts. An account with history exists, too: its events may arrive before its own record. */
export const FIND_ACCOUNTS = `
  SELECT id AS key, false AS revoked FROM unnest($1::text[]) AS asked (id)
  WHERE EXISTS (SELECT FROM caller_credentials AS known WHERE known.id = asked.id)
    OR EXISTS (SELECT FROM projection.history WHERE account_id = asked.id)`;

/** $1 ids of tokens and keys */
export const FIND_REVOKED = `
  SELECT id FROM caller_credentials WHERE id = ANY($1::text[]) AND revoked`;
