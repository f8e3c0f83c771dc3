import type { BatchHeader } from './record-batch.js';

/** Bytes of the log that can't be made into records. */
export interface UnreadableBatch {
  firstOffset: bigint;
  lastOffset: bigint;
  /** The batch as it came: nothing of it is lost. */
  bytes: Buffer;
  reason: string;
  /** Its transaction was aborted: nobody is to read it. */
  aborted?: boolean;
}

/** What kafkajs passes over as a control record, and the adapter finds behind (or between) the records of a fetch. */
export interface EndOfBatch {
  offset: string;
  isControlRecord: true;
  key: null;
  value: null;
  batchContext: Pick<BatchHeader, 'producerId' | 'inTransaction'>;
  [END]: Fetched;
}

/** What was found up to this offset, when it is more than records. */
export interface Fetched {
  unreadable?: UnreadableBatch;
  /** Nothing can be fetched from here on: the bytes came damaged, or the broker can't read them. */
  failure?: Error;
}

export const END = Symbol('end of a batch');

/** Behind every offset that there is: kafkajs drops what lies before the one that it asked for. */
const NOWHERE = (2n ** 63n - 1n).toString();
const NO_PRODUCER = { producerId: '-1', inTransaction: false };

/**
 * Everything up to and with this offset was read, also where records were removed by compaction, belong to an aborted
 * transaction, or mark the end of one.
 */
export function endAt(offset: string, fetched: Fetched = {}, batchContext: EndOfBatch['batchContext'] = NO_PRODUCER) {
  const end: EndOfBatch = { offset, isControlRecord: true, key: null, value: null, batchContext, [END]: fetched };
  return end;
}

export function endWith(failure: Error): EndOfBatch {
  return endAt(NOWHERE, { failure });
}
