import { conditionsOf, type Joined, type ResolvedFilter } from './filter.sql.js';
import type { Part } from './order.sql.js';
import { Parameters } from './parameters.js';

export interface Statement {
  text: string;
  values: unknown[];
}

/** Where a row stands in its part: the values of the order's columns, as text. */
export type Place = readonly string[];

const JOINS: Record<Joined, string> = {
  s: 'JOIN services s ON s.id = sp.service_id AND s.account_id = sp.account_id AND s.live',
  p: 'LEFT JOIN providers p ON p.id = sp.provider_id AND p.account_id = sp.account_id',
  eu: 'LEFT JOIN external_users eu ON eu.id = sp.external_user_id AND eu.account_id = sp.account_id',
};

function from(joins: ReadonlySet<Joined>, conditions: readonly string[]): string {
  const joined = (['s', 'p', 'eu'] as const).filter((table) => joins.has(table)).map((table) => JOINS[table]);
  return `FROM service_providers sp ${joined.join('\n')} WHERE ${conditions.join('\n AND ')}`;
}

export function countPairs(accountId: string, filter: ResolvedFilter, where: string | null = null): Statement {
  const parameters = new Parameters();
  parameters.add(accountId);
  const { sql, joins } = conditionsOf(filter, parameters);
  if (where?.startsWith('p.') === true) joins.add('p');
  const conditions = where === null ? sql : [...sql, where];
  return { text: `SELECT count(*)::int AS total ${from(joins, conditions)}`, values: parameters.values };
}

/** How many pairs need attention, by what is wrong with them. */
export function countCauses(accountId: string, filter: ResolvedFilter): Statement {
  const parameters = new Parameters();
  parameters.add(accountId);
  const { sql, joins } = conditionsOf(filter, parameters);
  const cause = `CASE sp.host_state WHEN 'unassigned' THEN 'host_lost' ELSE sp.host_state END`;
  return {
    text: `SELECT ${cause} AS cause, count(*)::int AS pairs ${from(joins, sql)} GROUP BY sp.host_state`,
    values: parameters.values,
  };
}

/** Rows behind a place, or before it for what is read backwards. The first condition finds the place in the index. */
function behind({ columns, leading }: Part, after: Place, backwards: boolean, parameters: Parameters): string[] {
  const places = columns.map(({ type }, index) => `${parameters.add(after[index])}::${type}`);
  const tuple = (items: readonly string[], count: number) => `(${items.slice(0, count).join(', ')})`;
  const names = columns.map(({ sql }) => sql);
  const sign = backwards ? '<' : '>';
  const exact = `${tuple(names, names.length)} ${sign} ${tuple(places, places.length)}`;
  if (leading === columns.length) return [exact];
  return [`${tuple(names, leading)} ${sign}= ${tuple(places, leading)}`, exact];
}

/**
 * The keys of one part's pairs, in its order, with each one's place. `after`: only those that follow this place.
 */
export function listKeys(
  accountId: string,
  filter: ResolvedFilter,
  part: Part,
  { after, offset, limit }: { after?: Place; offset: number; limit: number },
): Statement {
  const parameters = new Parameters();
  parameters.add(accountId);
  const { sql, joins } = conditionsOf(filter, parameters);
  if (part.join !== null) joins.add(part.join);
  const direction = part.descending ? 'DESC' : 'ASC';
  const conditions = [
    ...sql,
    ...(part.where === null ? [] : [part.where]),
    ...(after === undefined ? [] : behind(part, after, part.descending, parameters)),
  ];
  const place = part.columns.map(({ sql: column }) => `${column}::text`).join(', ');
  return {
    text: `
SELECT sp.service_id, sp.provider_id, ARRAY[${place}] AS place
${from(joins, conditions)}
ORDER BY ${part.columns.map(({ sql: column }) => `${column} ${direction}`).join(', ')}
OFFSET ${parameters.add(offset)}::bigint LIMIT ${parameters.add(limit)}::bigint`,
    values: parameters.values,
  };
}
