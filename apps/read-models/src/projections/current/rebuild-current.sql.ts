import { LIVE, NEXT } from '../../persistence/generation.js';

/** Needed only when a key was loaded more than once, because one load holds a bounded number of keys. */
export const CURRENT_DROP_REPEATS = `
  DELETE FROM ${NEXT}.conferencing_current WHERE ctid IN (
    SELECT ctid FROM (
      SELECT ctid, row_number() OVER (
        PARTITION BY service_id, provider_id ORDER BY version DESC, tombstone DESC
      ) AS place
      FROM ${NEXT}.conferencing_current
    ) AS ranked
    WHERE place > 1
  )`;

const MARK = 'account_id, service_id, provider_id, version, tombstone, host_state, occurred_at';

/**
 * The topic forgets deleted keys; their versions must not be forgotten before late records can no longer come. Columns
 * are named, here and for the history, because the live table may have the shape of an earlier release.
 */
export const CURRENT_CARRY_OVER_REST = `
  INSERT INTO ${NEXT}.conferencing_current (${MARK})
  SELECT ${MARK} FROM ${LIVE}.conferencing_current WHERE tombstone
  ON CONFLICT (service_id, provider_id) DO NOTHING`;

export const CURRENT_PARITY = `
  SELECT count(*) FILTER (WHERE next.version IS NULL OR next.version < live.version) AS missing,
         count(*) FILTER (WHERE next.version = live.version AND next.body IS DISTINCT FROM live.body) AS differ
  FROM ${LIVE}.conferencing_current AS live
  LEFT JOIN ${NEXT}.conferencing_current AS next USING (service_id, provider_id)`;
