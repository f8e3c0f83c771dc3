import { TOPICS } from '@conferencing/contracts';
import { type BatchContext, decodeBatch, type RecordBatch } from '@conferencing/messaging';
import { KAFKA_BATCHES } from '@conferencing/messaging/nest';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { changeAll } from '../../projections/change-all.js';
import type { Change } from '../../projections/projection.js';
import { toProjectedRecord } from '../../projections/to-projected-record.js';
import { ReadModelsMetrics } from '../../read-models-metrics.js';

/** Applies the owner's events to the projections. */
@Controller()
export class ConferencingUpdatedConsumer {
  constructor(private readonly metrics: ReadModelsMetrics) {}

  @EventPattern<string>(TOPICS.conferencingUpdated, KAFKA_BATCHES)
  async apply(@Payload() batch: RecordBatch, @Ctx() context: BatchContext): Promise<void> {
    const { change, times } = read(batch);
    await change(context.transaction);
    context.afterCommit(() => this.metrics.becameVisible(times, Date.now()));
  }
}

/** A separate function, so that the decoded records can be collected early. */
function read(batch: RecordBatch): { change: Change; times: string[] } {
  const records = decodeBatch(batch, toProjectedRecord);
  return { change: changeAll(batch.partition, records), times: records.map(({ occurred_at }) => occurred_at) };
}
