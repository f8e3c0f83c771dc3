import {
  AccountScope,
  GetConferencing,
  GetHistory,
  GetImpact,
  ListChanges,
  ListConferencing,
  ListHosts,
  type Pattern,
  PATTERNS,
  type RpcError,
} from '@conferencing/contracts';
import { DomainError, type Fault } from '@conferencing/kernel';
import { type CallerPresence, workForCaller } from '@conferencing/observability';
import { Injectable } from '@nestjs/common';
import { CurrentQuery } from '../../projections/current/current.query.js';
import { ChangesQuery } from '../../projections/history/changes.query.js';
import { HistoryQuery } from '../../projections/history/history.query.js';
import { HostsQuery } from '../../projections/hosts/hosts.query.js';
import { ImpactQuery } from '../../projections/impact/impact.query.js';
import type { JsonText } from '../../projections/json-text.js';
import { readParameters } from '../query-parameters.js';
import { QueryAdmission, type QueryKind } from './query-admission.js';

type Answer = (payload: unknown) => Promise<JsonText>;

export const UNKNOWN_QUERY: RpcError = {
  status: '404',
  code: 'not_found',
  detail: 'There is no query with this pattern.',
};

/** Every pattern with its query, for all request/reply transports. */
@Injectable()
export class QueryDispatch {
  private readonly answers: Record<Pattern, Answer>;
  private readonly inFlight = new Set<Promise<JsonText>>();

  constructor(
    private readonly admission: QueryAdmission,
    current: CurrentQuery,
    hosts: HostsQuery,
    impact: ImpactQuery,
    history: HistoryQuery,
    changes: ChangesQuery,
  ) {
    this.answers = {
      [PATTERNS.get]: inAccount(GetConferencing, (account, query) => current.get(account, query)),
      [PATTERNS.list]: inAccount(ListConferencing, (account, query) => current.list(account, query)),
      [PATTERNS.hosts]: inAccount(ListHosts, (account, query) => hosts.hosts(account, query)),
      [PATTERNS.impact]: inAccount(GetImpact, (account, query) => impact.impact(account, query)),
      [PATTERNS.history]: inAccount(GetHistory, (account, query) => history.history(account, query)),
      [PATTERNS.changes]: inAccount(ListChanges, (account, query) => changes.changes(account, query)),
    };
  }

  /**
   * The reply's body.
   *
   * @param caller the unit of the limits: a connection, or one object for a transport without callers
   * @param presence whether the caller still waits: the statement of a search ends when they leave
   */
  async answer(pattern: Pattern, payload: unknown, caller: object, presence?: CallerPresence): Promise<unknown> {
    const kind = kindOf(pattern, payload);
    const ask = () => this.answers[pattern](payload);
    // Only searches have a statement of their own, so only they pay for a context.
    const work = kind === 'search' && presence !== undefined ? () => workForCaller(presence, ask) : ask;
    const answer = this.admission.run(caller, kind, work);
    this.inFlight.add(answer);
    try {
      return JSON.parse(await answer);
    } finally {
      this.inFlight.delete(answer);
    }
  }

  /** Resolves when all queries so far are answered, and the answers are being sent. */
  async answered(): Promise<void> {
    await Promise.allSettled(this.inFlight);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function kindOf(pattern: Pattern, payload: unknown): QueryKind {
  if (pattern !== PATTERNS.get) return 'search';
  const waits = typeof payload === 'object' && payload !== null && 'min_version' in payload && payload.min_version;
  return waits ? 'wait' : 'read';
}

function inAccount<T extends object>(
  shape: new () => T,
  query: (accountId: string, parameters: T) => Promise<JsonText>,
): Answer {
  return async (payload) => {
    const faults: Fault[] = [];
    const scope = collect(faults, () => readParameters(AccountScope, payload));
    const parameters = collect(faults, () => readParameters(shape, payload));
    if (scope === undefined || parameters === undefined) throw new DomainError('invalid', faults);
    return query(scope.account_id, parameters);
  };
}

/** Reports a wrong account together with all other wrong parameters. */
function collect<T>(faults: Fault[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
    faults.push(...error.faults);
    return undefined;
  }
}
