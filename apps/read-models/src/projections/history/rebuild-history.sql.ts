import { LIVE, NEXT } from '../../persistence/generation.js';
import { HISTORY_COLUMNS } from './append-history.sql.js';

/** The compacted topic has only the newest change of a key; the older ones are only in this table. */
export const HISTORY_CARRY_OVER = `
  INSERT INTO ${NEXT}.history (${HISTORY_COLUMNS}) SELECT ${HISTORY_COLUMNS} FROM ${LIVE}.history`;

/**
 * What was written since the carry-over: of each lane, the positions after the last one that was carried over, and the
 * changes at position 0, which an earlier rebuild found. A change that got its position meanwhile keeps it.
 */
export const HISTORY_CARRY_OVER_REST = `
  INSERT INTO ${NEXT}.history (${HISTORY_COLUMNS})
  SELECT ${HISTORY_COLUMNS.replaceAll(/\w+/g, 'live.$&')}
  FROM projection.stream_lane AS lane
  CROSS JOIN LATERAL (
    SELECT coalesce(max(position), 0) AS position FROM ${NEXT}.history WHERE history.lane = lane.lane
  ) AS copied
  JOIN ${LIVE}.history AS live
    ON live.lane = lane.lane AND (live.position > copied.position OR live.position = 0)
  ON CONFLICT (service_id, provider_id, version) DO UPDATE SET
    lane = excluded.lane, position = excluded.position
    WHERE history.position < excluded.position`;

export const HISTORY_PARITY = `
  SELECT count(*) FILTER (WHERE next.version IS NULL) AS missing,
         count(*) FILTER (WHERE next.event IS DISTINCT FROM live.event AND next.version IS NOT NULL) AS differ
  FROM ${LIVE}.history AS live
  LEFT JOIN ${NEXT}.history AS next USING (service_id, provider_id, version)`;
