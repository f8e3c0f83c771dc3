/** $1 bytes of a text. Records that have it in their key or value; a batch that can't be read shows no text. */
export const NAMING = `
SELECT id, key FROM parked_records
 WHERE last_offset IS NULL AND (position($1::bytea IN coalesce(key, '')) > 0 OR position($1::bytea IN coalesce(value, '')) > 0)
 ORDER BY id`;

export const COUNT_UNREADABLE = `SELECT count(*)::int AS ranges FROM parked_records WHERE last_offset IS NOT NULL`;
