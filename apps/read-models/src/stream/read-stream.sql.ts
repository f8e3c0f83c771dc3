const COLUMNS = 'lane, position, account_id, service_id, provider_id, event';

/**
 * $1 lanes and $2 the positions seen in them, $3 row limit of each lane. Lanes that the reader does not know start at
 * 0.
 */
export const READ_NEW = `
  SELECT fresh.*
  FROM projection.stream_lane AS lane
  LEFT JOIN unnest($1::smallint[], $2::bigint[]) AS seen(lane, position) USING (lane)
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM projection.history
    WHERE history.lane = lane.lane AND history.position > coalesce(seen.position, 0)
    ORDER BY history.position LIMIT $3
  ) AS fresh
  WHERE lane.position > coalesce(seen.position, 0)
  ORDER BY fresh.lane, fresh.position`;

/** $1 account, $2 lane, $3 after this position, $4 up to this one, $5 row limit. */
export const READ_MISSED = `
  SELECT ${COLUMNS} FROM projection.history
  WHERE account_id = $1 AND lane = $2 AND position > $3 AND position <= $4
  ORDER BY position LIMIT $5`;

/** Up to where changes were deleted because they were too old. */
export const READ_TRIMMED = 'SELECT lane, position FROM projection.stream_trim';

export const READ_LANES = 'SELECT lane, position FROM projection.stream_lane';
