import { OF_KEY } from './of-key.sql.js';
import { PARKED_COLUMNS } from './parked-record.row.js';

/** As {@link OF_KEY}, $6 row limit: the records of a key in the order in which they were written. */
export const RETRY_BATCH = `
SELECT ${PARKED_COLUMNS} FROM parked_records
 WHERE ${OF_KEY}
 ORDER BY "offset", id
 LIMIT $6`;
