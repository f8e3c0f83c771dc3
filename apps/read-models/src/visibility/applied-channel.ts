/** The PostgreSQL channel that announces every committed batch to all processes. */
export const APPLIED_CHANNEL = 'projection_applied';

/**
 * Notifies every process, including this one, that rows have changed; the server sends it at commit, and not after a
 * rollback. Equal messages of one transaction are one.
 */
export const ANNOUNCE_APPLIED = `SELECT pg_notify('${APPLIED_CHANNEL}', '')`;
