/**
 * The records of one key. $1 consumer, $2 topic, $3 partition, $4 key hash, or null and $5 the id of a record without a
 * key.
 */
export const OF_KEY = `consumer = $1 AND topic = $2 AND partition = $3
   AND (key_hash = $4::bytea OR ($4::bytea IS NULL AND key_hash IS NULL AND id = $5::bigint))`;
