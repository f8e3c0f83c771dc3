import { END, type Fetched } from './fetched-end.js';

interface Message {
  offset: string;
  key: Buffer | null;
  isControlRecord?: boolean;
  batchContext?: { producerId: string; inTransaction: boolean };
  [END]?: Fetched;
}

interface AbortedTransaction {
  firstOffset: string;
  producerId: string;
}

/** A control record's key: its version and its type, two bytes each. */
const TYPE_AT = 2;
const ABORT = 0;

/**
 * The messages that belong to no aborted transaction, instead of kafkajs's own function. That one takes any record
 * whose key is four zero bytes for the end of a transaction, and checks only one transaction for each record, so that
 * records of aborted transactions came through.
 *
 * @param abortedTransactions in the order of their first offsets
 */
export function filterAborted<M extends Message>({
  messages,
  abortedTransactions,
}: {
  messages: M[];
  abortedTransactions?: readonly AbortedTransaction[] | null;
}): M[] {
  if (!abortedTransactions || abortedTransactions.length === 0) return messages;
  const waiting = abortedTransactions.map(({ firstOffset, producerId }) => ({ from: BigInt(firstOffset), producerId }));
  const aborting = new Set<string>();
  let next = 0;
  return messages.filter((message) => {
    for (; next < waiting.length && waiting[next]!.from <= BigInt(message.offset); next += 1) {
      aborting.add(waiting[next]!.producerId);
    }
    const { producerId, inTransaction } = message.batchContext ?? { producerId: '-1', inTransaction: false };
    const unreadable = message[END]?.unreadable;
    if (message.isControlRecord && unreadable === undefined) {
      if (message.key !== null && message.key.readInt16BE(TYPE_AT) === ABORT) aborting.delete(producerId);
      return true;
    }
    const aborted = inTransaction && aborting.has(producerId);
    if (unreadable !== undefined) unreadable.aborted = aborted;
    return !aborted;
  });
}
