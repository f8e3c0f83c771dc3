/** $1 digest, $2 change, $3 traceparent. */
export const ADD_WEBHOOK = `
INSERT INTO webhook_events (digest, event, traceparent, next_attempt_at) VALUES ($1, $2, $3, clock_timestamp())
ON CONFLICT (digest) DO NOTHING`;

/** $1 row limit. If the process dies, other processes take its rows later. */
export const TAKE_WEBHOOKS = `
UPDATE webhook_events SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + interval '30 seconds'
WHERE id IN (
  SELECT id FROM webhook_events WHERE next_attempt_at <= clock_timestamp()
  ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
RETURNING id, event AS change, traceparent, attempts AS attempt`;

/** $1 id. */
export const SETTLE_WEBHOOK = `
UPDATE webhook_events SET event = NULL, next_attempt_at = NULL, processed_at = clock_timestamp() WHERE id = $1`;

/** $1 id, $2 seconds. */
export const RETRY_WEBHOOK = `
UPDATE webhook_events SET next_attempt_at = clock_timestamp() + $2::float8 * interval '1 second' WHERE id = $1`;
