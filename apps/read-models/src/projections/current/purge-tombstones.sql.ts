/** $1 hours. */
export const PURGE_TOMBSTONES = `
  DELETE FROM projection.conferencing_current
  WHERE tombstone AND occurred_at < now() - $1 * interval '1 hour'`;
