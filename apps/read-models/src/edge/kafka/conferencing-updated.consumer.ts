import { MalformedRecordError, TOPICS } from '@conferencing/contracts';
import { transactionOn } from '@conferencing/database';
import {
  type BatchContext,
  KAFKA_BATCHES,
  type KafkaRecord,
  PoisonRecordError,
  type PoisonRecord,
  type RecordBatch,
} from '@conferencing/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { applyBatch } from '../../projections/apply-batch.js';
import type { ProjectedRecord } from '../../projections/projected-record.js';
import { ReadModelsMetrics } from '../../read-models-metrics.js';
import { toProjectedRecord } from './to-projected-record.js';

/** Applies the owner's events to the projections. */
@Controller()
export class ConferencingUpdatedConsumer {
  constructor(private readonly metrics: ReadModelsMetrics) {}

  @EventPattern<string>(TOPICS.conferencingUpdated, KAFKA_BATCHES)
  async apply(@Payload() batch: RecordBatch, @Ctx() context: BatchContext): Promise<void> {
    const records = decodeAll(batch.records);
    await applyBatch(transactionOn(context.client), batch.partition, records);
    context.afterCommit(() => this.metrics.becameVisible(records, Date.now()));
  }
}

/** @throws PoisonRecordError with every record that can't be decoded, each with all of its reasons */
function decodeAll(records: readonly KafkaRecord[]): ProjectedRecord[] {
  const poison: PoisonRecord[] = [];
  const decoded: ProjectedRecord[] = [];
  for (const record of records) {
    try {
      decoded.push(toProjectedRecord(record));
    } catch (error) {
      if (!(error instanceof MalformedRecordError)) throw error;
      poison.push({ record, reasons: error.reasons.map(({ code, detail }) => `${code}: ${detail}`) });
    }
  }
  if (poison.length > 0) throw new PoisonRecordError(poison);
  return decoded;
}
