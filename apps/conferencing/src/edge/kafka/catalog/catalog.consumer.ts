import { decodeCatalogUpdated, MalformedRecordError, TOPICS } from '@conferencing/contracts';
import {
  type BatchContext,
  BusyRecordsError,
  type PoisonRecord,
  PoisonRecordError,
  type RecordBatch,
} from '@conferencing/messaging';
import { KAFKA_BATCHES } from '@conferencing/messaging/nest';
import { OutboxSignal } from '@conferencing/outbox';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  ApplyCatalogRecordsHandler,
  type TracedCatalogRecord,
} from '../../../application/apply-catalog-records/apply-catalog-records.handler.js';
import { AccountsBusy } from '../../../domain/joined-transaction.port.js';
import { toCatalogRecord } from './catalog-record.mapper.js';

type Source = RecordBatch['records'][number];

/** Consumes the catalog as its owner publishes it: any order, duplicates and replays are normal. */
@Controller()
export class CatalogConsumer {
  constructor(
    private readonly apply: ApplyCatalogRecordsHandler,
    private readonly signal: OutboxSignal,
  ) {}

  @EventPattern<string>(TOPICS.catalogUpdated, KAFKA_BATCHES)
  async catalogUpdated(@Payload() batch: RecordBatch, @Ctx() context: BatchContext): Promise<void> {
    const poison: PoisonRecord[] = [];
    const records: (TracedCatalogRecord & { source: Source })[] = [];
    for (const source of batch.records) {
      try {
        const { event, traceparent = null } = decodeCatalogUpdated(source);
        records.push({ ...toCatalogRecord(event), source, traceparent });
      } catch (error) {
        if (!(error instanceof MalformedRecordError)) throw error;
        poison.push({ record: source, reasons: error.reasons.map(({ code, detail }) => `${code}: ${detail}`) });
      }
    }
    if (poison.length > 0) throw new PoisonRecordError(poison);
    const refused = await this.apply.execute(context.client, records).catch((error: unknown) => {
      if (!(error instanceof AccountsBusy)) throw error;
      const busy = new Set(error.accountIds);
      const waiting = records.filter(({ accountId }) => busy.has(accountId)).map(({ source }) => source);
      throw new BusyRecordsError(waiting, error.message, { cause: error });
    });
    if (refused.length > 0) {
      throw new PoisonRecordError(refused.map(({ record, reason }) => ({ record: record.source, reasons: [reason] })));
    }
    context.afterCommit(() => this.signal.wake());
  }
}
