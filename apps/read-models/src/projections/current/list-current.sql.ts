import type { ListConferencing } from '@conferencing/contracts';
import { IS_HOSTED } from './current-table.sql.js';

const FILTERS = [
  'service_id',
  'provider_id',
  'connected_account_id',
  'external_user_id',
  'host_state',
] as const satisfies readonly (keyof ListConferencing)[];

export interface ListStatements {
  /** Parameters: account, limit, offset, then the filters' values. */
  page: string;
  /** Parameters: account, then the filters' values. */
  count: string;
  values: string[];
}

function conditions(filters: readonly string[], firstParameter: number): string {
  return ['account_id = $1', IS_HOSTED, ...filters.map((column, i) => `${column} = $${firstParameter + i}`)].join(
    ' AND ',
  );
}

/**
 * One text for each set of filters (32 in all): with "is null or equal" conditions the planner could not choose an
 * index. The page's keys are found first, so that the rows that a late page skips are not fetched.
 */
export function listStatements(request: ListConferencing): ListStatements {
  const filters = FILTERS.filter((filter) => request[filter] !== undefined);
  return {
    page: `
      SELECT body FROM projection.conferencing_current
      WHERE (service_id, provider_id) IN (
        SELECT service_id, provider_id FROM projection.conferencing_current
        WHERE ${conditions(filters, 4)}
        ORDER BY service_id, provider_id
        LIMIT $2 OFFSET $3
      ) AND ${IS_HOSTED}
      ORDER BY service_id, provider_id`,
    count: `SELECT count(*) AS total FROM projection.conferencing_current WHERE ${conditions(filters, 2)}`,
    values: filters.map((filter) => request[filter] as string),
  };
}
