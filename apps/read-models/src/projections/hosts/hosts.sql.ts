import { HOST_STATES } from '@conferencing/contracts';
import { IS_HOSTED } from '../current/current-table.sql.js';

/** Counts of pairs by host state, one column for each state. */
export const STATE_COUNTS = HOST_STATES.map(
  (state) => `count(*) FILTER (WHERE host_state = '${state}') AS "${state}"`,
).join(', ');

const OF_HOST = `account_id = $1 AND ${IS_HOSTED} AND external_user_id =`;

/** The host as the newest of the pairs shows it: a change of the person reaches the pairs one by one. */
const hostColumns = (externalUserId: string) => `
  count(*) AS service_provider_count,
  count(DISTINCT service_id) AS service_count,
  count(DISTINCT provider_id) AS provider_count,
  max(connected_account_id) AS connected_account_id,
  (SELECT body FROM projection.conferencing_current
   WHERE ${OF_HOST} ${externalUserId} ORDER BY occurred_at DESC LIMIT 1) AS newest_body,
  ${STATE_COUNTS}`;

/** The ids of the page come from an index alone; only the page's hosts are counted. */
export const LIST_HOSTS = `
  SELECT page.external_user_id, counted.*
  FROM (
    SELECT external_user_id FROM projection.conferencing_current
    WHERE account_id = $1 AND ${IS_HOSTED}
    GROUP BY external_user_id ORDER BY external_user_id LIMIT $2 OFFSET $3
  ) AS page
  CROSS JOIN LATERAL (
    SELECT ${hostColumns('page.external_user_id')}
    FROM projection.conferencing_current
    WHERE ${OF_HOST} page.external_user_id
  ) AS counted
  ORDER BY page.external_user_id`;

export const COUNT_HOSTS = `
  SELECT count(*) AS total FROM (
    SELECT 1 FROM projection.conferencing_current
    WHERE account_id = $1 AND ${IS_HOSTED}
    GROUP BY external_user_id
  ) AS hosts`;

export const GET_HOST = `
  SELECT $2::text AS external_user_id, ${hostColumns('$2')},
    array_agg(DISTINCT service_id ORDER BY service_id) AS services,
    array_agg(DISTINCT provider_id ORDER BY provider_id) AS providers
  FROM projection.conferencing_current
  WHERE ${OF_HOST} $2
  HAVING count(*) > 0`;
