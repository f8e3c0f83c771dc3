/** A session lock: the connection that takes it has to release it, or to be closed. $1 connected account. */
export const TRY_REFRESH_LOCK = `SELECT pg_try_advisory_lock(hashtextextended('refresh ' || $1, 0)) AS taken`;

export const RELEASE_REFRESH_LOCK = `SELECT pg_advisory_unlock(hashtextextended('refresh ' || $1, 0))`;
