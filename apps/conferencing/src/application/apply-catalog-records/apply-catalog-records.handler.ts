import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { foldChanges } from '../../domain/catalog-change.js';
import { type CatalogRecord, changesIn, faultOf, namedIn, subjectOf } from '../../domain/catalog-record.js';
import { Catalog, type CatalogScope, type ForeignId } from '../../domain/catalog.port.js';
import { AccountsBusy, JoinedTransaction } from '../../domain/joined-transaction.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { ApplyCatalogChangesHandler } from '../apply-catalog-changes/apply-catalog-changes.handler.js';
import { TakeOverIdsHandler } from '../take-over-ids/take-over-ids.handler.js';

export type TracedCatalogRecord = CatalogRecord & { traceparent: string | null };

export interface RefusedRecord<R> {
  record: R;
  reason: string;
}

const ACTOR = 'system:catalog';

/** Applies a batch of catalog records, in the transaction of the consumer. */
@Injectable()
export class ApplyCatalogRecordsHandler<Connection> {
  constructor(
    private readonly joined: JoinedTransaction<Connection>,
    private readonly catalog: Catalog,
    private readonly changes: ApplyCatalogChangesHandler,
    private readonly takeOver: TakeOverIdsHandler,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves with the records that can never be applied; if there is one, nothing was written.
   * @throws AccountsBusy with the accounts of the records that have to wait
   */
  async execute<R extends TracedCatalogRecord>(
    connection: Connection,
    records: readonly R[],
  ): Promise<RefusedRecord<R>[]> {
    const byAccount = new Map<string, R[]>();
    for (const record of records) {
      const known = byAccount.get(record.accountId);
      if (known === undefined) byAccount.set(record.accountId, [record]);
      else known.push(record);
    }
    const transaction = await this.joined.join(connection, [...byAccount.keys()]);
    const refused: RefusedRecord<R>[] = [];
    const taken = new Map<string, ForeignId[]>();
    const accounts = await this.catalog.knownAccounts(transaction, [...byAccount.keys()]);
    for (const [accountId, ofAccount] of byAccount) {
      if (!accounts.has(accountId)) {
        refused.push(...ofAccount.map((record) => ({ record, reason: 'The account is not known.' })));
        continue;
      }
      const foreign = await this.foreignIds(connection, transaction, accountId, scopeOf(ofAccount));
      refused.push(...refusedOf(ofAccount, foreign));
      const subjects = new Set(ofAccount.map(subjectOf));
      taken.set(
        accountId,
        foreign.filter(({ key }) => subjects.has(key)),
      );
    }
    if (refused.length > 0) return refused;
    const at = this.clock.now();
    for (const [accountId, ofAccount] of byAccount) {
      const why = { actor: ACTOR, traceparent: traceOf(ofAccount), at };
      await this.takeOver.execute(transaction, accountId, taken.get(accountId) ?? [], scopeOf(ofAccount), why);
      await this.changes.execute(transaction, accountId, foldChanges(changesIn(ofAccount)), why);
    }
    return [];
  }

  /** Locks the accounts that have some of these ids, and checks again: an id may have come or gone before the lock. */
  private async foreignIds(
    connection: Connection,
    transaction: Transaction,
    accountId: string,
    scope: CatalogScope,
  ): Promise<ForeignId[]> {
    const seen = await this.catalog.foreign(transaction, accountId, scope);
    if (seen.length === 0) return seen;
    const owners = seen.map((id) => id.accountId);
    await this.joined.join(connection, owners).catch((error: unknown) => {
      throw error instanceof AccountsBusy ? new AccountsBusy([accountId]) : error;
    });
    return this.catalog.foreign(transaction, accountId, scope);
  }
}

function scopeOf(records: readonly CatalogRecord[]): CatalogScope {
  const { services, providers, pairs } = changesIn(records);
  return { services: services.map(({ id }) => id), providers: providers.map(({ id }) => id), pairs };
}

function refusedOf<R extends CatalogRecord>(records: readonly R[], foreign: readonly ForeignId[]): RefusedRecord<R>[] {
  const owned = new Set(foreign.filter(({ fromCatalog }) => fromCatalog).map(({ key }) => key));
  return records.flatMap((record) => {
    const isForeign = namedIn(record).some((name) => owned.has(name));
    const reason = isForeign ? 'The catalog gave an id of this record to another account.' : faultOf(record);
    return reason === null ? [] : { record, reason };
  });
}

/** A change that several traces caused belongs to none of them. */
function traceOf(records: readonly TracedCatalogRecord[]): string | null {
  const [first = null, ...others] = new Set(records.map(({ traceparent }) => traceparent));
  return others.length === 0 ? first : null;
}
