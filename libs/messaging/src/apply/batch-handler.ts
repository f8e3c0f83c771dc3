import type { BatchContext } from './batch-context.js';
import type { RecordBatch } from './record-batch.js';

/** Applies a batch in the context's transaction; a rejection undoes all of it. */
export type BatchHandler = (batch: RecordBatch, context: BatchContext) => Promise<unknown>;
