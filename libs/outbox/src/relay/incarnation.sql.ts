const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.US'`;

/** When the server's process started, as text. */
export const SERVER_START = `to_char(pg_postmaster_start_time() AT TIME ZONE 'UTC', ${TIME})`;

/**
 * One lifetime of a PostgreSQL server process. A restart, a failover and a restore start another process, which has
 * another start time. If one backend is killed, the process stays and resets all others without a new start time; then
 * the server discards its statistics. Every role may read both.
 */
export const INCARNATION = `
SELECT concat_ws('/', ${SERVER_START}, to_char(stats_reset AT TIME ZONE 'UTC', ${TIME})) AS incarnation
FROM pg_stat_bgwriter`;
