/**
 * $1 key, $2 wanted, $3 limit. Grants the remaining permits, up to the wanted number; a window starts with its first
 * request and lasts a minute by the database's clock, so that all replicas agree on it.
 */
export const RESERVE_PERMITS = `
  INSERT INTO rate_limits AS bucket (key, window_started_at, used)
  VALUES ($1, clock_timestamp(), LEAST($2::int, $3::int))
  ON CONFLICT (key) DO UPDATE SET
    used = CASE WHEN bucket.window_started_at > clock_timestamp() - interval '1 minute'
                THEN LEAST(bucket.used + $2::int, GREATEST($3::int, bucket.used)) ELSE LEAST($2::int, $3::int) END,
    window_started_at = CASE WHEN bucket.window_started_at > clock_timestamp() - interval '1 minute'
                             THEN bucket.window_started_at ELSE clock_timestamp() END
  RETURNING
    new.used - CASE WHEN old.window_started_at = new.window_started_at THEN old.used ELSE 0 END AS granted,
    greatest(0, 60000 - extract(epoch FROM clock_timestamp() - new.window_started_at) * 1000)::int AS remaining_ms`;

export interface ReservedPermits {
  granted: number;
  remaining_ms: number;
}

/** Windows that ended long ago; $1 hours. */
export const FORGET_OLD_WINDOWS = `DELETE FROM rate_limits WHERE window_started_at < now() - $1 * interval '1 hour'`;
