import { LIVE, NEXT } from '../../persistence/generation.js';

/** Of the same change the row with a position stays: its place in the stream was already told to clients. */
export const HISTORY_DROP_REPEATS = `
  DELETE FROM ${NEXT}.history WHERE ctid IN (
    SELECT ctid FROM (
      SELECT ctid, row_number() OVER (
        PARTITION BY service_id, provider_id, version ORDER BY position DESC
      ) AS place
      FROM ${NEXT}.history
    ) AS ranked
    WHERE place > 1
  )`;

/** The compacted topic has only the newest change of a key; the older ones live here alone. */
export const HISTORY_CARRY_OVER = `INSERT INTO ${NEXT}.history SELECT * FROM ${LIVE}.history`;

/** What was written since the carry-over: the positions after the last one that came over, lane by lane. */
export const HISTORY_CARRY_OVER_REST = `
  INSERT INTO ${NEXT}.history
  SELECT live.*
  FROM projection.stream_lane AS lane
  CROSS JOIN LATERAL (
    SELECT coalesce(max(position), 0) AS position FROM ${NEXT}.history WHERE history.lane = lane.lane
  ) AS copied
  JOIN ${LIVE}.history AS live ON live.lane = lane.lane AND live.position > copied.position
  ON CONFLICT (service_id, provider_id, version) DO UPDATE SET position = excluded.position`;

export const HISTORY_PARITY = `
  SELECT count(*) FILTER (WHERE next.version IS NULL) AS missing,
         count(*) FILTER (WHERE next.event IS DISTINCT FROM live.event AND next.version IS NOT NULL) AS differ
  FROM ${LIVE}.history AS live
  LEFT JOIN ${NEXT}.history AS next USING (service_id, provider_id, version)`;
