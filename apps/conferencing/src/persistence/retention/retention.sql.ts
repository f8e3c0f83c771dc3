/** $1 days, $2 row limit. */
export const DELETE_WEBHOOKS = `
DELETE FROM webhook_events WHERE id IN (
  SELECT id FROM webhook_events WHERE received_at < clock_timestamp() - $1::int * interval '1 day'
  ORDER BY received_at LIMIT $2)`;

export const OLDEST_WEBHOOK = `SELECT min(received_at) AS at FROM webhook_events`;

/** $1 days, $2 row limit. */
export const DELETE_BATCHES = `
DELETE FROM batch_changes WHERE id IN (
  SELECT id FROM batch_changes WHERE occurred_at < clock_timestamp() - $1::int * interval '1 day'
  ORDER BY occurred_at LIMIT $2)`;

export const OLDEST_BATCH = `SELECT min(occurred_at) AS at FROM batch_changes`;

/** What a sync had listed of a connection that was deleted meanwhile. $1 row limit. */
export const DELETE_LEFT_LISTINGS = `
DELETE FROM listed_users WHERE ctid = ANY (ARRAY(
  SELECT listed.ctid FROM listed_users listed
  WHERE NOT EXISTS (SELECT FROM connected_accounts ca WHERE ca.id = listed.connected_account_id) LIMIT $1))`;
