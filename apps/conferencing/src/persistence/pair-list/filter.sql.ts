import type { PairFilter } from '../../domain/pair-list.port.js';
import { contains } from '../search.sql.js';
import type { Parameters } from '../statement.js';
import { EMAIL_DIFFERS, NOT_LICENSED, SHARED_HOSTS } from './warnings.sql.js';

export interface Matches {
  services: string[];
  providers: string[];
  hosts: string[];
}

/** A filter after its search; `matches` null: the search has too many matches, so the pairs themselves are searched. */
export interface ResolvedFilter extends PairFilter {
  matches: Matches | null;
}

export type Joined = 's' | 'p' | 'eu';

export interface Conditions {
  sql: string[];
  joins: Set<Joined>;
}

function searched({ search, matches }: ResolvedFilter, parameters: Parameters, joins: Set<Joined>): string[] {
  if (search === undefined) return [];
  if (matches === null) {
    const place = parameters.add(search);
    for (const table of ['s', 'p', 'eu'] as const) joins.add(table);
    return [`(${['s', 'p', 'eu'].map((table) => contains(`${table}.search_text`, place)).join(' OR ')})`];
  }
  const any = (column: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`sp.${column} = ANY (${parameters.add(ids)}::text[])`];
  const either = [
    ...any('service_id', matches.services),
    ...any('provider_id', matches.providers),
    ...any('external_user_id', matches.hosts),
  ];
  return [either.length === 0 ? 'false' : `(${either.join(' OR ')})`];
}

function warned({ warnings = [] }: PairFilter, joins: Set<Joined>): string[] {
  if (warnings.length === 0) return [];
  const either: string[] = [];
  if (warnings.includes('host_shared')) {
    either.push(`(eu.removed_at IS NULL AND sp.external_user_id IN (${SHARED_HOSTS}))`);
  }
  if (warnings.includes('host_not_licensed')) either.push(NOT_LICENSED);
  if (warnings.includes('email_differs')) either.push(EMAIL_DIFFERS);
  joins.add('eu').add('p');
  return [`(${either.join(' OR ')})`];
}

/** As an index has it; such pairs are counted from the index. */
const NEEDING_ATTENTION = `sp.provider_active AND (sp.host_state NOT IN ('ready', 'unassigned') OR sp.host_lost)`;

/** The conditions for a pair `sp` besides its account $1, with the tables that they need. */
export function conditionsOf(filter: ResolvedFilter, parameters: Parameters): Conditions {
  const joins = new Set<Joined>();
  const same = (column: string, id: string | undefined) =>
    id === undefined ? [] : [`sp.${column} = ${parameters.add(id)}`];
  const { hostStates = [] } = filter;
  const sql = [
    ...same('service_id', filter.serviceId),
    ...same('provider_id', filter.providerId),
    ...same('connected_account_id', filter.connectedAccountId),
    ...same('external_user_id', filter.externalUserId),
    ...(hostStates.length === 0 ? [] : [`sp.host_state = ANY (${parameters.add(hostStates)}::text[])`]),
    ...(filter.needingAttention === true ? [NEEDING_ATTENTION] : []),
    ...searched(filter, parameters, joins),
    ...warned(filter, joins),
  ];
  return { sql, joins };
}
