import type { BatchHeader } from './record-batch.js';

/** Bytes of the log that cannot be decoded into records. */
interface UnreadableBatch {
  firstOffset: bigint;
  lastOffset: bigint;
  /** The complete batch, unchanged. */
  bytes: Buffer;
  reason: string;
  /** Its transaction was aborted, so it must not be read. */
  aborted?: boolean;
}

/**
 * An entry that kafkajs skips as a control record, and that the adapter finds behind (or between) the records of a
 * fetch.
 */
export interface EndOfBatch {
  offset: string;
  isControlRecord: true;
  key: null;
  value: null;
  batchContext: Pick<BatchHeader, 'producerId' | 'inTransaction'>;
  [END]: Fetched;
}

/** What was found up to this offset, besides records. */
export interface Fetched {
  unreadable?: UnreadableBatch;
  /** Nothing can be fetched from here on: the bytes are damaged, or the broker cannot read them. */
  failure?: Error;
}

export const END = Symbol('end of a batch');

/** Larger than every offset, because kafkajs drops records before the offset that it asked for. */
const NOWHERE = (2n ** 63n - 1n).toString();
const NO_PRODUCER = { producerId: '-1', inTransaction: false };

/**
 * Everything up to this offset was read, even if records were removed by compaction, belong to an aborted transaction,
 * or mark its end.
 */
export function endAt(offset: string, fetched: Fetched = {}, batchContext: EndOfBatch['batchContext'] = NO_PRODUCER) {
  const end: EndOfBatch = { offset, isControlRecord: true, key: null, value: null, batchContext, [END]: fetched };
  return end;
}

export function endWith(failure: Error): EndOfBatch {
  return endAt(NOWHERE, { failure });
}
