import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { KafkaError } from './kafka/kafka.errors.js';
import type { FetchedBatch, KafkaPort, KafkaRecord, PartitionOffset } from './kafka/kafka.port.js';

export interface ReadTopicOptions {
  /** Where each partition starts; a partition that is left out starts at its earliest record. */
  from?: readonly PartitionOffset[];
  /** The records of one partition, in order; batches of different partitions come in any order. */
  onRecords: (records: KafkaRecord[]) => void | Promise<void>;
  /** Gives up when nothing comes for so long. Milliseconds; 30,000 when left out. */
  stallMs?: number;
}

const RETRY_MS = 200;

/**
 * Reads a topic once, up to the ends that its partitions had at the call, and answers where it stopped: the `from` of a
 * next call. Every record that was acknowledged before the call is seen, and a few later ones may be.
 * @throws KafkaError when the brokers stay away, and whatever `onRecords` throws.
 */
export async function readTopic(
  kafka: KafkaPort,
  topic: string,
  { from = [], onRecords, stallMs = 30_000 }: ReadTopicOptions,
): Promise<PartitionOffset[]> {
  const admin = kafka.admin();
  await admin.connect();
  const watermarks = await admin.watermarks(topic).finally(() => admin.close());
  const starts = new Map(from.map(({ partition, offset }) => [partition, offset]));
  const spans = watermarks.map(({ partition, low, high }) => ({
    partition,
    next: starts.get(partition) ?? low,
    end: high,
  }));
  const reading = new TopicReading(kafka, topic, spans, onRecords, stallMs);
  while (!reading.finished()) {
    try {
      await reading.run();
    } catch (error) {
      if (!(error instanceof KafkaError) || reading.idleMs() > stallMs) throw error;
      await delay(RETRY_MS);
    }
  }
  return spans.map(({ partition, next }) => ({ topic, partition, offset: next }));
}

interface Span {
  partition: number;
  next: bigint;
  end: bigint;
}

/** One topic's way to its end; a consumer that breaks is followed by another one. */
class TopicReading {
  #lastProgress = performance.now();

  constructor(
    private readonly kafka: KafkaPort,
    private readonly topic: string,
    private readonly spans: Span[],
    private readonly onRecords: ReadTopicOptions['onRecords'],
    private readonly stallMs: number,
  ) {}

  finished(): boolean {
    return this.spans.every(({ next, end }) => next >= end);
  }

  /** Milliseconds since something came. */
  idleMs(): number {
    return performance.now() - this.#lastProgress;
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
          if (this.idleMs() > this.stallMs) reject(new KafkaError('timeout', `Nothing more was read from ${topic}`));
        }, RETRY_MS);
        const batch = async (fetched: FetchedBatch): Promise<void> => {
          const span = open().find(({ partition }) => partition === fetched.partition);
          if (span !== undefined) await this.#take(span, fetched).catch(reject);
          if (span === undefined || span.next >= span.end) consumer.pause(fetched);
          if (this.finished()) resolve();
        };
        const assigned = () =>
          Promise.resolve(open().map(({ partition, next: offset }) => ({ topic, partition, offset })));
        consumer.run({ assigned, batch, crashed: reject }).catch(reject);
      });
    } finally {
      clearInterval(timer);
      await consumer.close().catch(() => undefined);
    }
  }

  async #take(span: Span, { records, nextOffset }: FetchedBatch): Promise<void> {
    await this.onRecords(records);
    span.next = nextOffset;
    this.#lastProgress = performance.now();
  }
}
