import { TOPICS } from '@conferencing/contracts';
import { preparedStatement, transactionOn } from '@conferencing/database';
import { type BatchContext, decodeBatch, KAFKA_BATCHES, type RecordBatch } from '@conferencing/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { applyBatch } from '../../projections/apply-batch.js';
import { ReadModelsMetrics } from '../../read-models-metrics.js';
import { toProjectedRecord } from './to-projected-record.js';

/** Applies the owner's events to the projections. */
@Controller()
export class ConferencingUpdatedConsumer {
  constructor(private readonly metrics: ReadModelsMetrics) {}

  @EventPattern<string>(TOPICS.conferencingUpdated, KAFKA_BATCHES)
  async apply(@Payload() batch: RecordBatch, @Ctx() context: BatchContext): Promise<void> {
    const records = decodeBatch(batch, toProjectedRecord);
    await applyBatch(transactionOn(context.client), batch.partition, records, (text, values) =>
      context.send(preparedStatement(text, values)),
    );
    context.afterCommit(() => this.metrics.becameVisible(records, Date.now()));
  }
}
