import { OF_KEY } from './of-key.sql.js';

/**
 * As {@link OF_KEY}: the retry could not run now and stays requested, even if the next owner has settled it by
 * now. This process is alive, so the retry has not ended it.
 */
export const UNDO_RETRY = `
UPDATE parked_records SET state = 'retry_requested'
 WHERE ${OF_KEY}`;

/** As {@link OF_KEY}: it still waits for others, and moves behind records that have waited longer. */
export const DEFER_AGAIN = `
UPDATE parked_records SET state = 'deferred', last_failed_at = now()
 WHERE ${OF_KEY}`;
