import { Parameters, type Statement } from '../statement.js';
import { conditionsOf, type Joined, type ResolvedFilter } from './filter.sql.js';
import { OF_ACCOUNT, type Part } from './order.sql.js';

/** The position of a row in its part: the values of the sort columns, as text. */
export type Place = readonly string[];

const JOINS: Record<Joined, string> = {
  s: 'JOIN services s ON s.id = sp.service_id AND s.account_id = sp.account_id AND s.live',
  p: 'LEFT JOIN providers p ON p.id = sp.provider_id AND p.account_id = sp.account_id',
  eu: 'LEFT JOIN external_users eu ON eu.id = sp.external_user_id',
};

/** The number of pairs, in all parts or in one. */
export function countPairs(accountId: string, filter: ResolvedFilter, part: Part | null): Statement {
  const parameters = new Parameters([accountId]);
  const text = `SELECT count(*)::int AS total ${fromPart(filter, part, parameters)}`;
  return { text, values: parameters.values };
}

/** Rows after a position in the part's order. The first condition finds the position in the index. */
function behind({ columns, leading, descending }: Part, after: Place, parameters: Parameters): string[] {
  const places = columns.map(({ type }, index) => `${parameters.add(after[index])}::${type}`);
  const tuple = (items: readonly string[], count: number) => `(${items.slice(0, count).join(', ')})`;
  const names = columns.map(({ sql }) => sql);
  const sign = descending ? '<' : '>';
  const exact = `${tuple(names, names.length)} ${sign} ${tuple(places, places.length)}`;
  if (leading === columns.length) return [exact];
  return [`${tuple(names, leading)} ${sign}= ${tuple(places, leading)}`, exact];
}

function fromPart(filter: ResolvedFilter, part: Part | null, parameters: Parameters, after?: Place): string {
  const { sql, joins } = conditionsOf(filter, parameters);
  const conditions = [part?.of ?? OF_ACCOUNT, ...sql];
  if (part !== null) {
    if (part.join !== null) joins.add(part.join);
    if (part.where !== null) conditions.push(part.where);
    if (after !== undefined) conditions.push(...behind(part, after, parameters));
  }
  const joined = (['s', 'p', 'eu'] as const).filter((table) => joins.has(table)).map((table) => JOINS[table]);
  return `FROM service_providers sp ${joined.join(' ')} WHERE ${conditions.join(' AND ')}`;
}

/** The number of pairs that need attention, by cause. */
export function countCauses(accountId: string, filter: ResolvedFilter): Statement {
  const parameters = new Parameters([accountId]);
  const cause = `CASE sp.host_state WHEN 'unassigned' THEN 'host_lost' ELSE sp.host_state END`;
  const pairs = fromPart(filter, null, parameters);
  return {
    text: `SELECT ${cause} AS cause, count(*)::int AS pairs ${pairs} GROUP BY sp.host_state`,
    values: parameters.values,
  };
}

function placeIn({ columns }: Part): string {
  return `ARRAY[${columns.map(({ sql }) => `${sql}::text`).join(', ')}]`;
}

function inOrder({ columns, descending }: Part): string {
  return `ORDER BY ${columns.map(({ sql }) => `${sql} ${descending ? 'DESC' : 'ASC'}`).join(', ')}`;
}

interface KeyRange {
  /** Only those after this position. */
  after?: Place;
  offset: number;
  limit: number;
}

/** The keys of one part's pairs, in its order. `counted`: with the number of pairs in all parts. */
export function listKeys(
  accountId: string,
  filter: ResolvedFilter,
  part: Part,
  { counted = false, ...range }: KeyRange & { counted?: boolean },
): Statement {
  const parameters = new Parameters([accountId]);
  const total = counted ? `, (SELECT count(*)::int ${fromPart(filter, null, parameters)}) AS total` : '';
  return keysWith(total, filter, part, range, parameters);
}

/** As {@link listKeys}, with the positions of the keys. */
export function listPlacedKeys(accountId: string, filter: ResolvedFilter, part: Part, range: KeyRange): Statement {
  return keysWith(`, ${placeIn(part)} AS place`, filter, part, range, new Parameters([accountId]));
}

function keysWith(
  more: string,
  filter: ResolvedFilter,
  part: Part,
  { after, offset, limit }: KeyRange,
  parameters: Parameters,
): Statement {
  const pairs = fromPart(filter, part, parameters, after);
  const range = `OFFSET ${parameters.add(offset)}::bigint LIMIT ${parameters.add(limit)}::bigint`;
  const text = `SELECT sp.service_id, sp.provider_id${more} ${pairs} ${inOrder(part)} ${range}`;
  return { text, values: parameters.values };
}

/** The position of every n-th pair of one part, starting with the first. */
export function listPlaces(accountId: string, filter: ResolvedFilter, part: Part, step: number): Statement {
  const parameters = new Parameters([accountId]);
  const pairs = fromPart(filter, part, parameters);
  const numbered = `SELECT ${placeIn(part)} AS place, row_number() OVER (${inOrder(part)}) AS n ${pairs}`;
  const text = `SELECT place FROM (${numbered}) numbered WHERE n % ${parameters.add(step)}::bigint = 0 ORDER BY n`;
  return { text, values: parameters.values };
}
