/** The PostgreSQL channel on which every committed batch is told to all processes. */
export const APPLIED_CHANNEL = 'projection_applied';

/**
 * Tells every process, this one included, that rows have changed; sent by the server when the transaction commits and
 * not at all when it rolls back. Equal messages of one transaction are one.
 */
export const ANNOUNCE_APPLIED = `SELECT pg_notify('${APPLIED_CHANNEL}', '')`;
