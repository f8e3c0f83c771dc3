/** $1 consumer, $2 topic, $3 partition, $4 key hash or null, $5 id of a keyless record or null. */
export const BEGIN_RETRY = `
UPDATE parked_records SET state = 'retrying'
 WHERE consumer = $1 AND topic = $2 AND partition = $3
   AND (key_hash = $4::bytea OR ($4::bytea IS NULL AND key_hash IS NULL AND id = $5::bigint))`;
