import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { foldChanges } from '../../domain/catalog-change.js';
import { type CatalogRecord, changesIn, faultOf, namedIn } from '../../domain/catalog-record.js';
import { Catalog } from '../../domain/catalog.port.js';
import { JoinedTransaction } from '../../domain/joined-transaction.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { ApplyCatalogChanges } from '../apply-catalog-changes/apply-catalog-changes.handler.js';

export type TracedCatalogRecord = CatalogRecord & { traceparent: string | null };

export interface RefusedRecord<R> {
  record: R;
  reason: string;
}

const ACTOR = 'system:catalog';

/** Applies a batch of the catalog's records, in the transaction of whoever has read them. */
@Injectable()
export class ApplyCatalogRecords {
  constructor(
    private readonly joined: JoinedTransaction,
    private readonly catalog: Catalog,
    private readonly changes: ApplyCatalogChanges,
    private readonly clock: Clock,
  ) {}

  /** Resolves with the records that can never be applied; when there is one, nothing has been written. */
  async execute<R extends TracedCatalogRecord>(connection: object, records: readonly R[]): Promise<RefusedRecord<R>[]> {
    const byAccount = new Map<string, R[]>();
    for (const record of records) {
      const known = byAccount.get(record.accountId);
      if (known === undefined) byAccount.set(record.accountId, [record]);
      else known.push(record);
    }
    const accountIds = [...byAccount.keys()];
    const transaction = await this.joined.join(connection, accountIds);
    const refused = await this.refuse(transaction, byAccount);
    if (refused.length > 0) return refused;
    const at = this.clock.now();
    for (const [accountId, ofAccount] of byAccount) {
      const why = { actor: ACTOR, traceparent: traceOf(ofAccount), at };
      await this.changes.execute(transaction, accountId, foldChanges(changesIn(ofAccount)), why);
    }
    return [];
  }

  private async refuse<R extends CatalogRecord>(
    transaction: Transaction,
    byAccount: ReadonlyMap<string, readonly R[]>,
  ): Promise<RefusedRecord<R>[]> {
    const accounts = await this.catalog.knownAccounts(transaction, [...byAccount.keys()]);
    const refused: RefusedRecord<R>[] = [];
    for (const [accountId, records] of byAccount) {
      if (!accounts.has(accountId)) {
        refused.push(...records.map((record) => ({ record, reason: 'The account is not known.' })));
        continue;
      }
      const { services, providers, pairs } = changesIn(records);
      const scope = { services: services.map(({ id }) => id), providers: providers.map(({ id }) => id), pairs };
      const foreign = await this.catalog.foreign(transaction, accountId, scope);
      for (const record of records) {
        const isForeign = namedIn(record).some((name) => foreign.has(name));
        const reason = isForeign ? 'An id belongs to another account.' : faultOf(record);
        if (reason !== null) refused.push({ record, reason });
      }
    }
    return refused;
  }
}

/** What is done for several traces at once belongs to none of them. */
function traceOf(records: readonly TracedCatalogRecord[]): string | null {
  const [first = null, ...others] = new Set(records.map(({ traceparent }) => traceparent));
  return others.length === 0 ? first : null;
}
