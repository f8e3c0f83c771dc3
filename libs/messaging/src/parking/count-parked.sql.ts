import { SELECTED } from './selected.sql.js';

/** Parameters of {@link SELECTED}. */
export const COUNT_SELECTED = `SELECT count(*)::int AS records FROM parked_records AS chosen WHERE ${SELECTED}`;

/** How many records are in the parking, by consumer, topic and state. */
export const PARKED_COUNTS = `
SELECT consumer, topic, state, count(*)::int AS records
  FROM parked_records
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3`;
