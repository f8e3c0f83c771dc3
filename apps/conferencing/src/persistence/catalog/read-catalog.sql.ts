import type { CatalogFilter } from '../../domain/catalog.port.js';
import type { Range } from '../../domain/slice.js';
import { contains } from '../search.sql.js';
import { Parameters, type Statement } from '../statement.js';

const SERVICE = `s.id, s.name, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`;

export const PROVIDER = `
  p.id, p.display_name AS "displayName", p.email, p.first_name AS "firstName", p.last_name AS "lastName",
  p.time_zone AS "timeZone", p.active, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;

const PAIR = `sp.service_id AS "serviceId", sp.provider_id AS "providerId", sp.created_at AS "pairedAt", ${PROVIDER}`;

const FROM_PAIRS = `
FROM service_providers sp LEFT JOIN providers p ON p.id = sp.provider_id AND p.account_id = sp.account_id
WHERE sp.account_id = $1 AND sp.service_id = $2 AND sp.in_catalog AND sp.service_live`;

/** $1 account, $2 id. */
export const SERVICE_BY_ID = `SELECT ${SERVICE} FROM services s WHERE s.account_id = $1 AND s.id = $2 AND s.live`;
export const PROVIDER_BY_ID = `SELECT ${PROVIDER} FROM providers p WHERE p.account_id = $1 AND p.id = $2`;

/** $1 account, $2 service, $3 provider. */
export const PAIR_BY_IDS = `SELECT ${PAIR} ${FROM_PAIRS} AND sp.provider_id = $3`;

interface List {
  columns: string;
  from: string;
}

export const SERVICES: List = { columns: SERVICE, from: 'services s WHERE s.account_id = $1 AND s.live' };
export const PROVIDERS: List = { columns: PROVIDER, from: 'providers p WHERE p.account_id = $1' };

/** All services are active. */
const ACTIVE = (list: List, active: string) => (list === PROVIDERS ? `p.active = ${active}` : `${active}::boolean`);

function matching(list: List, { search, active }: CatalogFilter, parameters: Parameters): string {
  return [
    list.from,
    ...(search === undefined ? [] : [contains('search_text', parameters.add(search))]),
    ...(active === undefined ? [] : [ACTIVE(list, parameters.add(active))]),
  ].join(' AND ');
}

export function countOf(list: List, accountId: string, filter: CatalogFilter): Statement {
  const parameters = new Parameters([accountId]);
  const text = `SELECT count(*)::int AS total FROM ${matching(list, filter, parameters)}`;
  return { text, values: parameters.values };
}

export function pageOf(list: List, accountId: string, filter: CatalogFilter, { offset, limit }: Range): Statement {
  const parameters = new Parameters([accountId]);
  const from = matching(list, filter, parameters);
  const range = `OFFSET ${parameters.add(offset)}::bigint LIMIT ${parameters.add(limit)}::bigint`;
  return { text: `SELECT ${list.columns} FROM ${from} ORDER BY id ${range}`, values: parameters.values };
}

/** $1 account, $2 service, then offset and limit. */
export const LIST_PAIRS = {
  count: `SELECT count(*)::int AS total ${FROM_PAIRS}`,
  page: `SELECT ${PAIR} ${FROM_PAIRS} ORDER BY sp.provider_id OFFSET $3 LIMIT $4`,
};
