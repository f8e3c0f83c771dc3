const OF_PAIR = 'account_id = $1 AND service_id = $2 AND provider_id = $3';

export const LIST_HISTORY = `
  SELECT event FROM projection.history WHERE ${OF_PAIR} ORDER BY version DESC LIMIT $4 OFFSET $5`;

/** Versions count up by one, so the history is complete back to the first gap that is met from the newest one down. */
export const COUNT_HISTORY = `
  SELECT count(*) AS total, min(version) FILTER (WHERE newest - version = newer) AS complete_from_version
  FROM (
    SELECT version, max(version) OVER () AS newest, row_number() OVER (ORDER BY version DESC) - 1 AS newer
    FROM projection.history
    WHERE ${OF_PAIR}
  ) AS ranked`;
