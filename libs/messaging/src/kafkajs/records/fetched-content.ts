import type { Batch } from 'kafkajs';
import type { UnreadableRange } from '../../kafka/kafka.port.js';
import { END } from './fetched-end.js';
import type { BatchInside } from './runner.js';

interface FetchedContent {
  fetchedOffset: bigint;
  nextOffset: bigint;
  unreadable: UnreadableRange[];
  /** If set, there is nothing else. */
  failure: Error | undefined;
}

/** The content of a fetch besides records. Without {@link END} in it, kafkajs has decoded it itself. */
export function fetchedOf(batch: Batch): FetchedContent {
  const { fetchedOffset, rawMessages } = batch as Batch & BatchInside;
  const from = BigInt(fetchedOffset);
  const unreadable: UnreadableRange[] = [];
  let failure: Error | undefined;
  for (const message of rawMessages) {
    const found = message[END]?.unreadable;
    if (found !== undefined && !found.aborted && found.lastOffset >= from) {
      const { firstOffset, lastOffset, bytes, reason } = found;
      unreadable.push({ firstOffset, lastOffset, bytes, reason });
    }
    failure ??= message[END]?.failure;
  }
  const last = BigInt(failure === undefined ? batch.lastOffset() : from - 1n);
  return { fetchedOffset: from, nextOffset: last + 1n, unreadable, failure };
}
