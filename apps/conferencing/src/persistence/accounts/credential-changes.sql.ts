/** Notes, in the same transaction, that the credentials which the CTE `changed` returns have to be published. */
export const NOTE_CHANGED = `
  INSERT INTO credential_changes (id) SELECT id FROM changed
  ON CONFLICT (id) DO UPDATE SET generation = credential_changes.generation + 1, due_at = now()`;

/**
 * $1 row limit, $2 seconds of the claim, $3 the claim. An expired claim leaves rows whose send has no known outcome.
 */
export const CLAIM = `
  UPDATE credential_changes AS change
  SET claim = $3, claimed_until = now() + make_interval(secs => $2),
      doubtful = change.doubtful OR change.claimed_until IS NOT NULL
  WHERE id IN (
    SELECT id FROM credential_changes
    WHERE due_at <= now() AND (claimed_until IS NULL OR claimed_until <= now())
    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING id, generation`;

/** $1 ids. Ids that are absent in the answer were revoked. */
export const READ_LIVING = `
  SELECT 'account' AS type, id, id AS account_id, NULL AS token_hash, NULL::jsonb AS public_jwk
  FROM accounts WHERE id = ANY($1::text[])
  UNION ALL
  SELECT 'account_token', id, account_id, token_hash, NULL FROM account_tokens
  WHERE id = ANY($1::text[]) AND revoked_at IS NULL
  UNION ALL
  SELECT 'signing_key', id, account_id, NULL, public_jwk FROM signing_keys
  WHERE id = ANY($1::text[]) AND revoked_at IS NULL`;

/** $1 ids and $2 generations that the broker has acknowledged, $3 the claim. */
export const SETTLE = `
  DELETE FROM credential_changes AS change
  USING unnest($1::text[], $2::integer[]) AS sent (id, generation)
  WHERE change.id = sent.id AND change.generation = sent.generation
    AND change.claim = $3 AND NOT change.doubtful`;

/**
 * $1 ids and $2 generations, $3 the claim, $4 seconds until rows with an unknown outcome are sent again. Runs after
 * {@link SETTLE} as a statement of its own, so that it sees changes made while that one ran, and makes them due at
 * once.
 */
export const RELEASE = `
  UPDATE credential_changes AS change
  SET claim = NULL, claimed_until = NULL,
      doubtful = change.doubtful AND change.generation <> sent.generation,
      due_at = now() + CASE change.generation WHEN sent.generation THEN make_interval(secs => $4) ELSE interval '0' END
  FROM unnest($1::text[], $2::integer[]) AS sent (id, generation)
  WHERE change.id = sent.id AND change.claim = $3`;

/** $1 ids that were sent without an answer, $2 the claim, $3 seconds until they are sent again. */
export const DOUBT = `
  UPDATE credential_changes SET claim = NULL, claimed_until = NULL, doubtful = true, due_at = now() + make_interval(secs => $3)
  WHERE id = ANY($1::text[]) AND claim = $2`;

/** Notes everything once more, for a topic that was lost. */
export const NOTE_ALL = `
  WITH changed AS (
    SELECT id FROM accounts
    UNION ALL SELECT id FROM account_tokens
    UNION ALL SELECT id FROM signing_keys
  )${NOTE_CHANGED}`;

export const COUNT_CHANGES = 'SELECT count(*) AS waiting FROM credential_changes';
