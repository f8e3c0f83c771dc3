import { CoalescedReads, Database, type Queryable } from '@conferencing/database';
import { OutboxSignal } from '@conferencing/outbox';
import { Injectable } from '@nestjs/common';
import type { AssignDecision, ClearDecision, NamedConnection } from '../../domain/assignment.js';
import {
  Assignments,
  type Conferencing,
  type PairExplanation,
  type PairKey,
  type PairListing,
  type PairState,
  type Why,
} from '../../domain/assignments.port.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import type { Range, Slice } from '../../domain/slice.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { ASSIGN_HOST } from './assign-host.sql.js';
import { ACKNOWLEDGE_LOSS, CLEAR_HOST } from './clear-host.sql.js';
import { OF_SERVICE_LIST } from './list-pairs.sql.js';
import { EXPLAIN_PAIR, LOAD_PAIR, LOAD_PAIRS_AND_HOSTS, SHOW_PAIRS } from './load-pair.sql.js';
import { CONNECTION, SERVICE_EXISTS } from './mapped-pairs.sql.js';
import { toConferencing, toExplanation, toListing, toNamedConnection, toPairState } from './pair.mapper.js';
import type { ConferencingRow, ExplainRow, ListedPairRow, PairAndHostRow, PairRow } from './pair.row.js';
import { queryableOf } from './pg-unit-of-work.js';

function only<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('A statement that always answers one row answered none');
  return row;
}

function values({ accountId, serviceId, providerId }: PairKey): string[] {
  return [accountId, serviceId, providerId];
}

interface AssignmentQuestion {
  key: PairKey;
  connectedAccountId: string;
  wanted: WantedHost;
}

interface AssignmentAnswer {
  pair: PairState;
  connection: NamedConnection | null;
}

/** The keys as one array for each column. */
function columns(keys: readonly PairKey[]): string[][] {
  return [
    keys.map(({ accountId }) => accountId),
    keys.map(({ serviceId }) => serviceId),
    keys.map(({ providerId }) => providerId),
  ];
}

@Injectable()
export class PgAssignments extends Assignments {
  private readonly shown = new CoalescedReads<PairKey, Conferencing | null>((keys) => this.showAll(keys));
  private readonly loaded = new CoalescedReads<AssignmentQuestion, AssignmentAnswer>((asked) => this.loadAll(asked));

  constructor(
    private readonly database: Database,
    private readonly signal: OutboxSignal,
  ) {
    super();
  }

  override show(key: PairKey): Promise<Conferencing | null> {
    return this.shown.ask(key);
  }

  override async load(key: PairKey): Promise<PairState> {
    return toPairState(only(await this.database.query<PairRow>(LOAD_PAIR, values(key))));
  }

  override loadForAssignment(
    key: PairKey,
    connectedAccountId: string,
    wanted: WantedHost,
  ): Promise<{ pair: PairState; connection: NamedConnection | null }> {
    return this.loaded.ask({ key, connectedAccountId, wanted });
  }

  override async connection(
    accountId: string,
    connectedAccountId: string,
    transaction: Transaction | null,
  ): Promise<NamedConnection | null> {
    const [row] = await this.within(transaction).query<{ id: string; hosts: boolean }>(CONNECTION, [
      accountId,
      connectedAccountId,
    ]);
    return row === undefined ? null : { ...row, candidates: [] };
  }

  override async assign(
    key: PairKey,
    decision: Extract<AssignDecision, { kind: 'assign' }>,
    why: Why,
  ): Promise<Conferencing | null> {
    const { change, from, host, resolvedBy } = decision;
    return this.save(key, ASSIGN_HOST, [
      ...values(key),
      from,
      host.connectedAccountId,
      host.externalUserId,
      change,
      resolvedBy,
      why.actor,
      why.at,
      why.traceparent,
    ]);
  }

  override async clear(key: PairKey, decision: ClearDecision, why: Why): Promise<Conferencing | null> {
    if (decision.kind === 'acknowledge') return this.save(key, ACKNOWLEDGE_LOSS, [...values(key), decision.from]);
    return this.save(key, CLEAR_HOST, [...values(key), decision.from, why.actor, why.at, why.traceparent]);
  }

  override async explain(key: PairKey): Promise<PairExplanation> {
    return toExplanation(only(await this.database.query<ExplainRow>(EXPLAIN_PAIR, values(key))));
  }

  override async serviceExists(accountId: string, serviceId: string): Promise<boolean> {
    return (await this.database.query(SERVICE_EXISTS, [accountId, serviceId])).length > 0;
  }

  override listOfService(accountId: string, serviceId: string, page: Range): Promise<Slice<PairListing>> {
    return this.list(accountId, OF_SERVICE_LIST, [accountId, serviceId], page);
  }

  private async showAll(keys: readonly PairKey[]): Promise<(Conferencing | null)[]> {
    const shown = keys.map((): Conferencing | null => null);
    for (const row of await this.database.query<ConferencingRow & { n: number }>(SHOW_PAIRS, columns(keys))) {
      shown[row.n - 1] = toConferencing(row);
    }
    return shown;
  }

  private async loadAll(asked: readonly AssignmentQuestion[]): Promise<AssignmentAnswer[]> {
    const rows = await this.database.query<PairAndHostRow & { n: number }>(LOAD_PAIRS_AND_HOSTS, [
      ...columns(asked.map(({ key }) => key)),
      asked.map(({ connectedAccountId }) => connectedAccountId),
      asked.map(({ wanted }) => ('email' in wanted ? null : wanted.externalUserId)),
      asked.map(({ wanted }) => ('email' in wanted ? wanted.email : null)),
    ]);
    const answers: AssignmentAnswer[] = [];
    for (const row of rows) answers[row.n - 1] = { pair: toPairState(row), connection: toNamedConnection(row) };
    return answers;
  }

  private within(transaction: Transaction | null): Queryable {
    return transaction === null ? this.database : queryableOf(transaction);
  }

  /** Waits for other changes of the same pair, and for changes of many pairs of the account. */
  private async save({ accountId }: PairKey, statement: string, parameters: unknown[]): Promise<Conferencing | null> {
    const [row] = await this.database.share(accountId, () =>
      this.database.query<ConferencingRow>(statement, parameters),
    );
    if (row === undefined) return null;
    this.signal.wake();
    return toConferencing(row);
  }

  private async list(
    accountId: string,
    statements: typeof OF_SERVICE_LIST,
    parameters: (string | null)[],
    { offset, limit }: Range,
  ): Promise<Slice<PairListing>> {
    const reading = this.database.reading(accountId);
    const { total } = only(await reading.query<{ total: number }>(statements.count, parameters));
    const end = Math.min(offset + limit, total);
    if (end <= offset) return { items: [], total };
    const fromEnd = total - end;
    const [statement, from] = fromEnd < offset ? [statements.backward, fromEnd] : [statements.forward, offset];
    const rows = await reading.query<ListedPairRow>(statement, [...parameters, from, end - offset]);
    return { items: rows.map(toListing), total };
  }
}
