import type { ChangeFilters } from '../api/change-queries.js';
import type { Change } from '../api/types.js';
import { pageOf } from './search-filter.js';

export interface ChangesShown extends ChangeFilters {
  page?: number;
}

const KINDS: readonly Change['change'][] = ['assigned', 'reassigned', 'refreshed', 'cleared'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PATTERNS = {
  batch_id: /^bat_\w{12}$/,
  service_id: /^srv_\w{12}$/,
  provider_id: /^prov_\w{12}$/,
} as const;

/** Reads what the page of all changes shows; days are the viewer's. */
export function readChanges(query: URLSearchParams): ChangesShown {
  const shown: ChangesShown = {};
  for (const name of ['since', 'until'] as const) {
    const day = query.get(name);
    if (day !== null && DAY.test(day) && !Number.isNaN(Date.parse(day))) shown[name] = day;
  }
  const actor = query.get('actor')?.trim().slice(0, 255);
  if (actor) shown.actor = actor;
  const kind = KINDS.find((one) => one === query.get('change'));
  if (kind) shown.change = kind;
  for (const [name, pattern] of Object.entries(PATTERNS) as [keyof typeof PATTERNS, RegExp][]) {
    const id = query.get(name);
    if (id !== null && pattern.test(id)) shown[name] = id;
  }
  const page = pageOf(query);
  if (page > 1) shown.page = page;
  return shown;
}

export function writeChanges(shown: ChangesShown): string {
  const query = new URLSearchParams();
  const { page, ...filters } = shown;
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  if (page !== undefined && page > 1) query.set('page', String(page));
  return query.toString();
}

/** Days become moments of the viewer's zone; the last day counts to its end. */
export function asQuery({ page: _page, since, until, ...rest }: ChangesShown): ChangeFilters {
  return {
    ...rest,
    ...(since ? { since: startOf(since, 0) } : {}),
    ...(until ? { until: startOf(until, 1) } : {}),
  };
}

function startOf(day: string, plusDays: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays).toISOString();
}
