import { PARKED_COLUMNS } from './parked-record.row.js';

/** As {@link BEGIN_RETRY}, $6 row limit: the records of a key in the order in which they were written. */
export const RETRY_BATCH = `
SELECT ${PARKED_COLUMNS} FROM parked_records
 WHERE consumer = $1 AND topic = $2 AND partition = $3
   AND (key_hash = $4::bytea OR ($4::bytea IS NULL AND key_hash IS NULL AND id = $5::bigint))
 ORDER BY "offset", id
 LIMIT $6`;
