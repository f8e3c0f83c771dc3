import { PARKED_COLUMNS } from './parked-record.row.js';

/** $1 consumer, $2 topic, $3 key, $4 state, each or null; $5 the last id of the previous page, $6 row limit. */
export const LIST_PARKED = `
SELECT id, consumer, topic, partition, "offset", last_offset, key, key_hash, state, reasons, attempts,
       first_failed_at, last_failed_at
  FROM parked_records
 WHERE ($1::text IS NULL OR consumer = $1) AND ($2::text IS NULL OR topic = $2)
   AND ($3::bytea IS NULL OR key = $3) AND ($4::text IS NULL OR state = $4) AND id > $5
 ORDER BY id
 LIMIT $6`;

/** $1 id. */
export const SHOW_PARKED = `SELECT ${PARKED_COLUMNS} FROM parked_records WHERE id = $1`;
