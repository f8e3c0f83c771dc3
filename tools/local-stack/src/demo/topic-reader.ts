import { randomBytes } from 'node:crypto';
import { TOPICS } from '@conferencing/contracts';
import { KafkajsKafka, readKafkaSettings, type KafkaConsumer, type KafkaRecord } from '@conferencing/messaging';

const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Reads `conferencing.updated` like any other service, from its end at the time of opening. */
export class TopicReader {
  private readonly records: KafkaRecord[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly consumer: KafkaConsumer) {}

  static async open(env: Readonly<Record<string, string | undefined>>): Promise<TopicReader> {
    const kafka = new KafkajsKafka(readKafkaSettings(env), SILENT);
    const admin = kafka.admin();
    await admin.connect();
    const ends = await admin.watermarks(TOPICS.conferencingUpdated).finally(() => admin.close());

    const groupId = `local-stack-demo-${randomBytes(4).toString('hex')}`;
    const reader = new TopicReader(kafka.consumer({ groupId, topics: [TOPICS.conferencingUpdated] }));
    await new Promise<void>((resolve, reject) => {
      const listener = {
        assigned: async () => {
          resolve();
          return ends.map(({ topic, partition, high }) => ({ topic, partition, offset: high }));
        },
        batch: async ({ records }: { records: KafkaRecord[] }) => reader.add(records),
        crashed: reject,
      };
      reader.consumer.run(listener).catch(reject);
    });
    return reader;
  }

  /** The first record that matches; undefined if none arrives in time. */
  async find(matches: (record: KafkaRecord) => boolean, timeoutMs: number): Promise<KafkaRecord | undefined> {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = this.records.find(matches);
      if (found || signal.aborted) return found;
      await this.nextBatch(signal);
    }
  }

  close(): Promise<void> {
    return this.consumer.close();
  }

  private add(records: readonly KafkaRecord[]): void {
    this.records.push(...records);
    for (const wake of this.waiting) wake();
  }

  private nextBatch(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

function nothing(): void {
  // The demo reports its failures itself.
}
