import { type KafkaPort, type KafkaRecord, type PartitionOffset, readTopic } from '@conferencing/messaging';
import type { HeadState } from './head-state.js';

export interface TopicRangeOptions {
  kafka: KafkaPort;
  topic: string;
  /** What a record says; null for one that no consumer would apply. */
  read: (record: KafkaRecord) => HeadState | null;
  /** So many keys are kept at least, and twice as many at most. */
  keysInMemory: number;
  onRead: (records: number) => void;
}

/**
 * The last record of each key of one range of keys in the topic. The topic isn't sorted, so it is read once for each
 * range; memory does not grow with it.
 */
export class TopicRange {
  /** The last key of the range; null at the end of all keys. */
  upper: string | null = null;
  /** Ranges of offsets that nobody can read. */
  unreadableRanges = 0;
  private readonly heads = new Map<string, HeadState>();
  private readonly unreadableByKey = new Map<string, number>();
  private offsets: PartitionOffset[] = [];
  private complete = false;

  private constructor(
    private readonly options: TopicRangeOptions,
    private readonly after: string | null,
  ) {}

  /** The range behind a key, from the topic as it is now. */
  static async after(key: string | null, options: TopicRangeOptions): Promise<TopicRange> {
    const range = new TopicRange(options, key);
    await range.readOn();
    range.complete = true;
    return range;
  }

  get size(): number {
    return this.heads.size;
  }

  /** Records of these keys that could not be read. */
  get unreadable(): number {
    return [...this.unreadableByKey.values()].reduce((sum, records) => sum + records, 0);
  }

  keys(): Iterable<string> {
    return this.heads.keys();
  }

  head(key: string): HeadState | undefined {
    return this.heads.get(key);
  }

  /** Ascii keys have the same order here as in the database; of others it is enough that each is in one range. */
  includes(key: string): boolean {
    return (this.after === null || key > this.after) && (this.upper === null || key <= this.upper);
  }

  /** Brings it up to the end that the topic has now. */
  async readOn(): Promise<void> {
    const { kafka, topic } = this.options;
    this.offsets = await readTopic(kafka, topic, {
      from: this.offsets,
      onUnreadable: (_partition, ranges) => void (this.unreadableRanges += ranges.length),
      onRecords: (records) => {
        for (const record of records) this.take(record);
        this.options.onRead(records.length);
      },
    });
  }

  private take(record: KafkaRecord): void {
    const key = String(record.key);
    if (!this.includes(key)) return;
    const said = this.options.read(record);
    if (said === null) {
      // It hides the record before it from everybody who reads the topic later.
      this.heads.delete(key);
      this.unreadableByKey.set(key, (this.unreadableByKey.get(key) ?? 0) + 1);
    } else this.heads.set(key, said);
    if (!this.complete && this.heads.size > 2 * this.options.keysInMemory) this.narrow();
  }

  /** What is above stays for the next range. */
  private narrow(): void {
    this.upper = [...this.heads.keys()].toSorted(byUnits)[this.options.keysInMemory - 1] ?? null;
    for (const kept of [this.heads, this.unreadableByKey]) {
      for (const key of kept.keys()) if (!this.includes(key)) kept.delete(key);
    }
  }
}

const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
