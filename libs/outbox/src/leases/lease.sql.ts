/** $1 owner, $2 lease in milliseconds. Marks this relay as alive. */
export const HEARTBEAT = `
INSERT INTO outbox_relays (owner, deadline) VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
ON CONFLICT (owner) DO UPDATE SET deadline = excluded.deadline`;

/** The relays that are alive, in the order in which the remaining partitions are distributed. */
export const LIVE_RELAYS = `
SELECT owner FROM outbox_relays WHERE deadline > clock_timestamp() ORDER BY owner`;

/**
 * $1 owner, $2 lease in milliseconds, $3 partitions and $4 epochs of the leases that the owner knows. An expired lease
 * that no other relay has claimed continues with its epoch. A lease that the owner does not know was claimed in a
 * statement whose answer was lost, or before the database changed: it gets the next epoch and counts as taken over.
 */
export const RENEW_LEASES = `
UPDATE outbox_leases SET
  deadline = clock_timestamp() + $2 * interval '1 ms',
  epoch = epoch + CASE WHEN (partition, epoch) IN (SELECT * FROM unnest($3::smallint[], $4::bigint[])) THEN 0 ELSE 1 END
WHERE owner = $1
RETURNING new.partition, new.epoch, new.incarnation, new.epoch <> old.epoch AS dead`;

/** $1 owner, $2 lease in milliseconds, $3 limit. `dead`: the last owner did not release it. */
export const CLAIM_LEASES = `
UPDATE outbox_leases l
SET owner = $1, epoch = epoch + 1, deadline = clock_timestamp() + $2 * interval '1 ms'
FROM (
  SELECT partition FROM outbox_leases
  WHERE owner IS NULL OR (owner <> $1 AND deadline < clock_timestamp())
  ORDER BY owner IS NOT NULL, partition
  LIMIT $3
  FOR UPDATE SKIP LOCKED
) free
WHERE l.partition = free.partition
RETURNING l.partition, l.epoch, l.incarnation, old.owner IS NOT NULL AS dead`;

/** $1 owner, $2 partitions, $3 epochs, $4 incarnation of the database in which the take-over is done. */
export const CONFIRM_LEASES = `
UPDATE outbox_leases SET incarnation = $4
WHERE owner = $1 AND (partition, epoch) IN (SELECT * FROM unnest($2::smallint[], $3::bigint[]))`;

/**
 * $1 owner, $2 partitions, $3 epochs. Releases them for relays with too few. The epoch prevents a late statement from
 * releasing what the owner has claimed again since.
 */
export const RELEASE_LEASES = `
UPDATE outbox_leases SET owner = NULL, deadline = '-infinity'
WHERE owner = $1 AND (partition, epoch) IN (SELECT * FROM unnest($2::smallint[], $3::bigint[]))`;

/** $1 owner. */
export const LEAVE = `DELETE FROM outbox_relays WHERE owner = $1 OR deadline < clock_timestamp() - interval '1 hour'`;
