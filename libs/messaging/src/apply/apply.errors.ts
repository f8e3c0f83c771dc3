import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { KafkaRecord } from '../kafka/kafka.port.js';

export interface PoisonRecord {
  record: KafkaRecord;
  /** Why it cannot be applied, in words for the operator, without content of the record. */
  reasons: readonly string[];
}

const POISON = { record: check.shaped('a record', {}), reasons: check.listOf('texts') };
const onePoison = check.shaped('a record of the batch with reasons, or a list of them', POISON);
const isPoison: check.OptionCheck = (value) =>
  Array.isArray(value) ? check.listOf('records of the batch with reasons', POISON)(value) : onePoison(value);

/**
 * Thrown by a handler that knows which records of its batch can never be applied. They are parked, and the handler is
 * called again with the others: name all of them at once.
 */
export class PoisonRecordError extends Error {
  readonly poison: readonly PoisonRecord[];

  constructor(poison: PoisonRecord | readonly PoisonRecord[], options?: ErrorOptions) {
    refuseWrongArguments('PoisonRecordError', { poison }, { poison: isPoison });
    const list = 'record' in poison ? [poison] : poison;
    super(list.flatMap(({ reasons }) => reasons).join(' '), options);
    this.name = 'PoisonRecordError';
    this.poison = list;
  }
}

/**
 * Thrown by a handler that knows which records of its batch have to wait, for example for a lock. They are deferred
 * with the later records of their keys, and retried about every half a second; the handler is called again with the
 * others at once.
 */
export class BusyRecordsError extends Error {
  override readonly name = 'BusyRecordsError';

  constructor(
    readonly records: readonly KafkaRecord[],
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Thrown by a handler when a dependency is unreachable: the batch is retried later, and nothing is parked. */
export class TransientFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransientFailure';
  }
}

/** Another process has the partition now; the open transaction of this process was rolled back. */
export class FencedError extends Error {
  constructor(topic: string, partition: number, options?: ErrorOptions) {
    super(`Partition ${partition} of ${topic} was taken over`, options);
    this.name = 'FencedError';
  }
}

/** So many different keys fail at once that the records are hardly the cause. */
export class BreakerTripped extends Error {
  constructor(
    readonly failingKeys: number,
    options: ErrorOptions,
  ) {
    super(`${failingKeys} different keys failed`, options);
    this.name = 'BreakerTripped';
  }
}

/** The log is not the one of the stored offset, or lost records that were not read yet. */
export class TopicHistoryError extends Error {
  constructor(
    readonly topic: string,
    detail: string,
  ) {
    super(
      `${topic} ${detail}. Nothing of it is read any more, because records would be missed in silence. ` +
        'Rebuild what was made of it from the beginning, or delete its rows in consumer_offsets to read all of it again.',
    );
    this.name = 'TopicHistoryError';
  }
}
