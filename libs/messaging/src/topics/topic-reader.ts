import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { check, refuseWrongArguments } from '@conferencing/kernel';
import { KafkaError } from '../kafka/kafka.errors.js';
import type {
  FetchedBatch,
  KafkaPort,
  KafkaRecord,
  PartitionOffset,
  TopicPartition,
  UnreadableRange,
} from '../kafka/kafka.port.js';

export interface ReadTopicOptions {
  /** The start of each partition; a partition that is left out starts at its earliest record. */
  from?: readonly PartitionOffset[];
  /** The records of one partition, in order; batches of different partitions come in any order. */
  onRecords: (records: KafkaRecord[]) => void | Promise<void>;
  /** Unreadable ranges, in order; without this they end the reading, because records would be missed silently. */
  onUnreadable?: (partition: number, ranges: readonly UnreadableRange[]) => void;
  /** Milliseconds without progress in any partition after which the reading gives up; default 30,000. */
  stallMs?: number;
}

const RETRY_MS = 200;

const ARGUMENTS = {
  kafka: check.kafka,
  topic: check.text,
  options: check.shaped('an object with onRecords, a function', { onRecords: check.callback }),
};

/**
 * Reads a topic once, up to the ends that its partitions had at the call, and returns where it stopped: the `from` of a
 * next call. It reads every record that was acknowledged before the call, and perhaps a few later ones. It waits for
 * positions, not for records: at the end there may be none, for example after an aborted transaction.
 * @throws KafkaError if the brokers stay unreachable, refuse it to the login, or a partition does not reach its end;
 * UnreadableRecordsError;
 * any error of `onRecords`; TypeError
 */
export async function readTopic(
  kafka: KafkaPort,
  topic: string,
  options: ReadTopicOptions,
): Promise<PartitionOffset[]> {
  refuseWrongArguments('readTopic', { kafka, topic, options }, ARGUMENTS);
  const { stallMs = 30_000 } = options;
  const admin = kafka.admin();
  await admin.connect();
  const watermarks = await admin.watermarks(topic).finally(() => admin.close());
  const starts = new Map(options.from?.map(({ partition, offset }) => [partition, offset]));
  const spans = watermarks.map(({ partition, low, high }) => ({
    partition,
    next: starts.get(partition) ?? low,
    end: high,
  }));
  const reading = new TopicReading(kafka, topic, spans, options, stallMs);
  while (!reading.finished()) {
    try {
      await reading.run();
    } catch (error) {
      if (!(error instanceof KafkaError) || error.code === 'unauthorized' || reading.idleMs() > stallMs) throw error;
      await delay(RETRY_MS);
    }
  }
  return spans.map(({ partition, next }) => ({ topic, partition, offset: next }));
}

/** Reading on would miss records, and a retry would not help. */
export class UnreadableRecordsError extends Error {
  override readonly name = 'UnreadableRecordsError';
}

interface Span {
  partition: number;
  next: bigint;
  end: bigint;
}

/** The reading of one topic to its end; a consumer that fails is replaced. */
class TopicReading {
  private lastProgress = performance.now();

  constructor(
    private readonly kafka: KafkaPort,
    private readonly topic: string,
    private readonly spans: Span[],
    private readonly options: Omit<ReadTopicOptions, 'stallMs'>,
    private readonly stallMs: number,
  ) {}

  finished(): boolean {
    return this.spans.every(({ next, end }) => next >= end);
  }

  /** Milliseconds since the last batch. */
  idleMs(): number {
    return performance.now() - this.lastProgress;
  }

  async run(): Promise<void> {
    const { topic } = this;
    const groupId = `${topic}.reader.${randomBytes(6).toString('hex')}`;
    const consumer = this.kafka.consumer({ groupId, topics: [topic] });
    const open = () => this.spans.filter(({ next, end }) => next < end);
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setInterval(() => {
          if (this.idleMs() > this.stallMs) reject(this.stalled());
        }, RETRY_MS);
        const batch = async (fetched: FetchedBatch): Promise<void> => {
          const span = open().find(({ partition }) => partition === fetched.partition);
          if (span !== undefined) await this.take(span, fetched).catch(reject);
          if (span === undefined || span.next >= span.end) consumer.pause(fetched);
          if (this.finished()) resolve();
        };
        const assigned = () =>
          Promise.resolve(open().map(({ partition, next: offset }) => ({ topic, partition, offset })));
        const failed = ({ partition }: TopicPartition, error: Error) => {
          const code = error instanceof KafkaError && error.code === 'unauthorized' ? error.code : 'protocol';
          reject(new KafkaError(code, `${topic}/${partition} can't be read: ${error.message}`, { cause: error }));
        };
        consumer.run({ assigned, batch, failed, crashed: reject }).catch(reject);
      });
    } finally {
      clearInterval(timer);
      await consumer.close().catch(() => undefined);
    }
  }

  private stalled(): KafkaError {
    const open = this.spans
      .filter(({ next, end }) => next < end)
      .map(({ partition, next, end }) => `partition ${partition} at ${next} of ${end}`);
    const detail = `${this.topic} comes no nearer to its end: ${open.join(', ')}`;
    return new KafkaError('timeout', `${detail}. An open transaction holds back what is behind it`);
  }

  private async take(span: Span, { records, unreadable, nextOffset }: FetchedBatch): Promise<void> {
    if (unreadable.length > 0) this.refuse(span.partition, unreadable);
    if (records.length > 0) await this.options.onRecords(records);
    span.next = nextOffset;
    this.lastProgress = performance.now();
  }

  private refuse(partition: number, ranges: readonly UnreadableRange[]): void {
    if (this.options.onUnreadable !== undefined) return this.options.onUnreadable(partition, ranges);
    const texts = ranges.map(({ firstOffset, lastOffset, reason }) => `${firstOffset} to ${lastOffset} (${reason})`);
    throw new UnreadableRecordsError(`${this.topic}/${partition} has records that can't be read: ${texts.join(', ')}`);
  }
}
