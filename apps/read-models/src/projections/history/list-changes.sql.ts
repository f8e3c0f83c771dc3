import type { ListChanges } from '@conferencing/contracts';

type Filter = Exclude<keyof ListChanges, 'page' | 'page_size'>;

const CONDITIONS: Record<Filter, (parameter: string) => string> = {
  since: (parameter) => `occurred_at >= ${parameter}::timestamptz`,
  until: (parameter) => `occurred_at < ${parameter}::timestamptz`,
  actor: (parameter) => `actor = ${parameter}`,
  batch_id: (parameter) => `batch_id = ${parameter}`,
  service_id: (parameter) => `service_id = ${parameter}`,
  provider_id: (parameter) => `provider_id = ${parameter}`,
  change: (parameter) => `change = ${parameter}`,
};

const NEWEST_FIRST = 'occurred_at DESC, service_id DESC, provider_id DESC, version DESC';
const KEY = 'service_id, provider_id, version';

export interface ChangeStatements {
  /** Parameters: account, limit, offset, then the filters' values. */
  page: string;
  /** Answers also from when on no change is missing, if any was deleted. Parameters: account, then the filters' values. */
  count: string;
  /** What comes after one change. Parameters: account, limit, that change's service, provider and version, then the values. */
  after: string;
  values: string[];
}

/** One text for each set of filters, as for the list of pairs. The keys are found in an index first. */
export function changeStatements(request: ListChanges): ChangeStatements {
  const filters = (Object.keys(CONDITIONS) as Filter[]).filter((filter) => request[filter] !== undefined);
  const where = (first: number) =>
    ['account_id = $1', 'occurred_at IS NOT NULL', ...filters.map((name, n) => CONDITIONS[name](`$${first + n}`))].join(
      ' AND ',
    );
  const rows = (keys: string) => `
    SELECT ${KEY}, event FROM projection.history
    WHERE (${KEY}) IN (SELECT ${KEY} FROM projection.history WHERE ${keys})
    ORDER BY ${NEWEST_FIRST}`;
  return {
    page: rows(`${where(4)} ORDER BY ${NEWEST_FIRST} LIMIT $2 OFFSET $3`),
    count: `SELECT count(*) AS total, (SELECT max(before) FROM projection.stream_trim) AS complete_since
      FROM projection.history WHERE ${where(2)}`,
    after: rows(`${where(6)} AND (occurred_at, ${KEY}) < (
      SELECT occurred_at, ${KEY} FROM projection.history WHERE (${KEY}) = ($3, $4, $5::bigint))
      ORDER BY ${NEWEST_FIRST} LIMIT $2`),
    values: filters.map((filter) => String(request[filter])),
  };
}
