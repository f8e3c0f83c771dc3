/**
 * As {@link BEGIN_RETRY}: the retry could not run now and stays requested, even if the next owner has settled it by
 * now. This process is alive, so the retry has not ended it.
 */
export const UNDO_RETRY = `
UPDATE parked_records SET state = 'retry_requested'
 WHERE consumer = $1 AND topic = $2 AND partition = $3
   AND (key_hash = $4::bytea OR ($4::bytea IS NULL AND key_hash IS NULL AND id = $5::bigint))`;

/** As {@link BEGIN_RETRY}: it still waits for others, and moves behind records that have waited longer. */
export const DEFER_AGAIN = `
UPDATE parked_records SET state = 'deferred', last_failed_at = now()
 WHERE consumer = $1 AND topic = $2 AND partition = $3
   AND (key_hash = $4::bytea OR ($4::bytea IS NULL AND key_hash IS NULL AND id = $5::bigint))`;
