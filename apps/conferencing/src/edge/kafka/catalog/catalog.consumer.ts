import { decodeCatalogUpdated, TOPICS } from '@conferencing/contracts';
import {
  type BatchContext,
  BusyRecordsError,
  decodeBatch,
  type KafkaRecord,
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

type SourcedRecord = TracedCatalogRecord & { source: KafkaRecord };

/** Consumes the catalog as its owner publishes it: any order, duplicates and replays are normal. */
@Controller()
export class CatalogConsumer {
  constructor(
    private readonly apply: ApplyCatalogRecordsHandler<BatchContext['client']>,
    private readonly signal: OutboxSignal,
  ) {}

  @EventPattern<string>(TOPICS.catalogUpdated, KAFKA_BATCHES)
  async catalogUpdated(@Payload() batch: RecordBatch, @Ctx() context: BatchContext): Promise<void> {
    const records = decodeBatch(batch, toTracedRecord);
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

function toTracedRecord(source: KafkaRecord): SourcedRecord {
  const { event, traceparent = null } = decodeCatalogUpdated(source);
  return { ...toCatalogRecord(event), source, traceparent };
}
