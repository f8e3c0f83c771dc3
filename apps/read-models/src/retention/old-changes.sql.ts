import { LIVE } from '../persistence/generation.js';

/** $1 days. */
export const CUT_OFF = `SELECT now() - $1::int * interval '1 day' AS before`;

/** The first account with a change behind $1. */
export const NEXT_ACCOUNT = `
  SELECT account_id AS account FROM ${LIVE}.history WHERE account_id > $1 ORDER BY account_id LIMIT 1`;

const KEY = 'service_id, provider_id, version';

/**
 * Looks at the next changes of an account from before a time, and deletes those that nothing needs: the newest change of a
 * pair that exists stays, because it is compared with the owner's state. $1 account, $2 the time, $3 time, $4 service, $5
 * provider and $6 version of the last one looked at, $7 how many to look at.
 */
export const DELETE_CHANGES = `
  WITH old AS MATERIALIZED (
    SELECT occurred_at, ${KEY} FROM ${LIVE}.history
    WHERE account_id = $1 AND occurred_at < $2::timestamptz
      AND (occurred_at, ${KEY}) > ($3::timestamptz, $4, $5, $6::bigint)
    ORDER BY occurred_at, ${KEY} LIMIT $7
  ),
  gone AS (
    DELETE FROM ${LIVE}.history AS known USING old
    WHERE known.service_id = old.service_id AND known.provider_id = old.provider_id AND known.version = old.version
      AND (EXISTS (SELECT FROM ${LIVE}.history AS newer
                   WHERE newer.service_id = old.service_id AND newer.provider_id = old.provider_id
                     AND newer.version > old.version)
           OR NOT EXISTS (SELECT FROM ${LIVE}.conferencing_current AS pair
                          WHERE pair.service_id = old.service_id AND pair.provider_id = old.provider_id
                            AND NOT pair.tombstone))
    RETURNING known.lane, known.position
  ),
  noted AS (
    INSERT INTO ${LIVE}.stream_trim AS trim (lane, position, before)
    SELECT lane, max(position), $2::timestamptz FROM gone GROUP BY lane ORDER BY lane
    ON CONFLICT (lane) DO UPDATE SET
      position = greatest(trim.position, excluded.position), before = greatest(trim.before, excluded.before)
  )
  SELECT (SELECT count(*) FROM gone) AS deleted, old.occurred_at::text AS at, ${KEY} FROM old
  ORDER BY old.occurred_at DESC, service_id DESC, provider_id DESC, version DESC LIMIT 1`;

/** The oldest change of each account is the first in the index of its changes. */
export const OLDEST_CHANGE = `
  WITH RECURSIVE account AS (
    (SELECT account_id, occurred_at FROM ${LIVE}.history ORDER BY account_id, occurred_at LIMIT 1)
    UNION ALL
    SELECT next.* FROM account CROSS JOIN LATERAL (
      SELECT account_id, occurred_at FROM ${LIVE}.history WHERE account_id > account.account_id
      ORDER BY account_id, occurred_at LIMIT 1) AS next
  )
  SELECT min(occurred_at) AS at FROM account`;
