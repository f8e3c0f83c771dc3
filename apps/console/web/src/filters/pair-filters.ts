import type { HostState, WarningCode } from '../api/types.js';
import { HOST_STATES, WARNING_CODES } from '../words/states.js';

export const SORTS = [
  'service',
  '-service',
  'provider',
  '-provider',
  'host',
  '-host',
  'updated_at',
  '-updated_at',
] as const;
export type PairSort = (typeof SORTS)[number];

/** The order of ids, which is the API's own, means nothing to a person. */
export const USUAL_SORT: PairSort = 'service';

/** What the list of assignments shows, as it stands in the page's URL and in the API's query. */
export interface PairFilters {
  search?: string;
  host_state?: HostState[];
  warning?: WarningCode[];
  service_id?: string;
  provider_id?: string;
  connected_account_id?: string;
  external_user_id?: string;
  sort?: PairSort;
}

const SEARCH_MAX = 255;
const IDS = {
  service_id: /^srv_\w{12}$/,
  provider_id: /^prov_\w{12}$/,
  connected_account_id: /^cact_\w{12}$/,
  external_user_id: /^exusr_\w{12}$/,
} as const;
type IdName = keyof typeof IDS;

/** Reads the filters of a URL; whatever nobody could have chosen is left out, so an old link still works. */
export function readPairFilters(query: URLSearchParams): PairFilters {
  const filters: PairFilters = {};
  const search = query.get('search')?.slice(0, SEARCH_MAX);
  if (search) filters.search = search;
  const states = known(query.getAll('host_state'), HOST_STATES);
  if (states.length > 0) filters.host_state = states;
  const warnings = known(query.getAll('warning'), WARNING_CODES);
  if (warnings.length > 0) filters.warning = warnings;
  for (const [name, pattern] of Object.entries(IDS) as [IdName, RegExp][]) {
    const id = query.get(name);
    if (id !== null && pattern.test(id)) filters[name] = id;
  }
  const [sort] = known([query.get('sort') ?? ''], SORTS);
  if (sort !== undefined) filters.sort = sort;
  return filters;
}

/** The same filters always make the same text, so links and caches can be compared. */
export function writePairFilters(filters: PairFilters): string {
  const query = new URLSearchParams();
  for (const name of ['search', ...Object.keys(IDS), 'host_state', 'warning', 'sort'] as (keyof PairFilters)[]) {
    const value = filters[name];
    for (const item of Array.isArray(value) ? [...value].sort() : [value]) if (item) query.append(name, item);
  }
  return query.toString();
}

export const isFiltered = ({ sort: _sort, ...filters }: PairFilters): boolean => Object.keys(filters).length > 0;

/** Sorts by the column, and the other way round when it is sorted by it already. */
export const sortedBy = (
  filters: PairFilters,
  column: 'service' | 'provider' | 'host' | 'updated_at',
): PairFilters => ({
  ...filters,
  sort: filters.sort === column ? `-${column}` : column,
});

/** Adds the value, or takes it away when it is there. */
export function toggled<T>(values: readonly T[] | undefined, value: T): T[] | undefined {
  const all = values ?? [];
  const next = all.includes(value) ? all.filter((other) => other !== value) : [...all, value];
  return next.length > 0 ? next : undefined;
}

function known<T extends string>(given: readonly string[], all: readonly T[]): T[] {
  return all.filter((value) => given.includes(value));
}
