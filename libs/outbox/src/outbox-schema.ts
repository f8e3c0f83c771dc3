/** The number of partitions for the keys, which is also the limit of processes that can share the publishing. */
export const OUTBOX_PARTITIONS = 12;

/**
 * Notified (coalesced, never inside a writing transaction) after a process that cannot publish them has committed rows.
 */
export const ROWS_CHANNEL = 'outbox_rows';
/** Notified when a relay starts, stops or releases partitions. */
export const LEASES_CHANNEL = 'outbox_leases';
