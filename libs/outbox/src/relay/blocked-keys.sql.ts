/** $1 key, $2 partition, $3 number of the refused row, $4 error. */
export const BLOCK_KEY = `
INSERT INTO outbox_blocked_keys (aggregateid, partition, seq, error) VALUES ($1, $2, $3, $4)
ON CONFLICT (aggregateid) DO UPDATE SET seq = excluded.seq, error = excluded.error`;

/** $1 partitions. */
export const BLOCKED_KEYS = `
SELECT aggregateid, partition FROM outbox_blocked_keys WHERE partition = ANY ($1::smallint[])`;

export const LIST_BLOCKED_KEYS = `
SELECT aggregateid AS key, error, blocked_at AS "blockedAt",
  (SELECT count(*)::int FROM outbox o WHERE o.partition = b.partition AND o.seq >= b.seq
    AND o.aggregateid = b.aggregateid) AS waiting
FROM outbox_blocked_keys b ORDER BY blocked_at LIMIT 1000`;

/** $1 key. */
export const FIND_BLOCKED_KEY = `SELECT aggregateid AS key, error FROM outbox_blocked_keys WHERE aggregateid = $1`;

/** $1 key. The relay sends its rows again after its next read of the blocked keys. */
export const UNBLOCK_KEY = `DELETE FROM outbox_blocked_keys WHERE aggregateid = $1`;

/** $1 key. Removes the refused row permanently; the key's later rows continue. */
export const SKIP_REFUSED_ROW = `
WITH blocked AS (DELETE FROM outbox_blocked_keys WHERE aggregateid = $1 RETURNING partition, seq)
DELETE FROM outbox o USING blocked b WHERE o.partition = b.partition AND o.seq = b.seq`;
