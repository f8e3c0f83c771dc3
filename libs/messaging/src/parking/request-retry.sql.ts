import { SELECTED } from './selected.sql.js';

/** Parameters of {@link SELECTED}: marks them and all records of their keys. */
export const REQUEST_RETRY = `
WITH chosen AS (SELECT * FROM parked_records AS chosen WHERE ${SELECTED})
UPDATE parked_records AS record
   SET state = 'retry_requested'
 WHERE record.state <> 'retrying'
   AND (record.id IN (SELECT id FROM chosen)
        OR (record.consumer, record.topic, record.partition, record.key_hash)
           IN (SELECT consumer, topic, partition, key_hash FROM chosen WHERE key_hash IS NOT NULL))
RETURNING record.id`;

/** $1 ids: their states; applied ones are gone. */
export const RETRY_OUTCOME = 'SELECT id, state, reasons FROM parked_records WHERE id = ANY ($1::bigint[]) ORDER BY id';
