import { OF_KEY } from './of-key.sql.js';

/** As {@link OF_KEY}, $6 the record that failed, $7 why: the other records of its key wait again. */
export const FAIL_RETRY = `
UPDATE parked_records
   SET state = CASE WHEN id = $6 THEN 'parked' ELSE 'waiting' END,
       reasons = CASE WHEN id = $6 THEN $7::text[] ELSE reasons END,
       attempts = CASE WHEN id = $6 THEN attempts + 1 ELSE attempts END,
       last_failed_at = CASE WHEN id = $6 THEN now() ELSE last_failed_at END
 WHERE ${OF_KEY}`;
