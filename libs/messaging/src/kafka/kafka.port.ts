/**
 * A record as it stands in the log. Bytes are left alone: decoding is the business of whoever knows the topic. Fields of
 * a fetched record are made with each use: name those that you need, `...` doesn't copy them.
 */
export interface KafkaRecord {
  topic: string;
  partition: number;
  offset: bigint;
  /** An invalid date when no calendar has it; `timestampMs` is exact. */
  timestamp: Date;
  /** As the producer wrote it: any whole number of 64 bits. */
  timestampMs: bigint;
  key: Buffer | null;
  /** Null is a tombstone. */
  value: Buffer | null;
  /** UTF-8 text; a list where the name stands there more than once. */
  headers: Record<string, string | readonly string[] | undefined>;
  /** Every header as it stands there: in order, repeated names too, whatever its bytes are. */
  rawHeaders: readonly RawHeader[];
}

export type RawHeader = readonly [name: Buffer, value: Buffer | null];

export interface OutgoingRecord {
  /** Decides the partition (murmur2, as Java's clients do) unless `partition` is given. */
  key: string | Buffer | null;
  value: string | Buffer | null;
  /** A list is sent as so many headers of that name. */
  headers?: Record<string, string | Buffer | readonly (string | Buffer)[]>;
  /** Instead of `headers`: sent in this order, byte by byte. */
  rawHeaders?: readonly RawHeader[];
  partition?: number;
}

/** Where a run of records that were sent together begins. */
export interface SentBatch {
  partition: number;
  baseOffset: bigint;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

export interface PartitionOffset extends TopicPartition {
  offset: bigint;
}

export interface ProducerOptions {
  /** How long one send may take, retries included, in milliseconds; 10,000 when left out. */
  sendTimeoutMs?: number;
}

/**
 * An idempotent producer that waits for all in-sync replicas. Sends are queued: one is in flight at a time, because
 * more than one at once loses acknowledged records on a broker's failure. Use several producers for parallelism.
 */
export interface KafkaProducer {
  connect(): Promise<void>;
  /**
   * Resolves when every record is acknowledged; records of one partition keep their order. Up to 5,000 records at once.
   * @throws KafkaError; when it is `timeout` or `connection`, some of the records may have been written.
   * After a rejection nothing of that send is written any more.
   */
  send(topic: string, records: readonly OutgoingRecord[]): Promise<SentBatch[]>;
  close(): Promise<void>;
}

/** Offsets of the log that can't be made into records: an unknown codec, bytes that are no records, too many of them. */
export interface UnreadableRange {
  firstOffset: bigint;
  lastOffset: bigint;
  /** The record batch of Kafka's log, as the broker keeps it. */
  bytes: Buffer;
  reason: string;
}

/**
 * The records of one partition, in order, as they were fetched. There may be none: of an aborted transaction, of a
 * range that was compacted away, or of one that can't be read, only the position behind it is left.
 */
export interface FetchedBatch {
  topic: string;
  partition: number;
  records: KafkaRecord[];
  /** What lies between the records (or instead of them) and can never be read, in order. */
  unreadable: UnreadableRange[];
  /** Where the next batch begins: past the last record and past markers and compacted records behind it. */
  nextOffset: bigint;
  /** The first offset that was not yet readable when the batch was fetched. */
  highWatermark: bigint;
}

export interface ConsumerOptions {
  groupId: string;
  topics: readonly string[];
  /** Without a heartbeat for this long, the group gives the partitions to others; 10,000 ms when left out. */
  sessionTimeoutMs?: number;
  /** The most bytes of one partition in a batch; 1 MiB when left out (a larger single record still comes). */
  maxBytesPerPartition?: number;
}

export interface ConsumerListener {
  /**
   * The group gave these partitions (all of them, each time). Answers where each one starts; a partition that is
   * left out stays paused. Nothing of a partition is delivered before its answer.
   */
  assigned(partitions: readonly TopicPartition[]): Promise<readonly PartitionOffset[]>;
  /** Batches of different partitions run side by side; one partition has one at a time. Heartbeats go on meanwhile. */
  batch(batch: FetchedBatch): Promise<void>;
  /**
   * Nothing more of this partition can be fetched for now: its bytes come damaged, or the broker refuses to read it. It
   * is paused until it is resumed; all others go on. Without this, the consumer crashes.
   */
  failed?(partition: TopicPartition, error: Error): void;
  /** The consumer is dead and closed; a new one has to be made. Told once. */
  crashed(error: Error): void;
}

export interface KafkaConsumer {
  /** Connects and joins the group. Rejects when that fails; what happens later is told to the listener. */
  run(listener: ConsumerListener): Promise<void>;
  pause(partition: TopicPartition): void;
  resume(from: PartitionOffset): void;
  /** Tells the group how far it is, for tools that show lag. */
  commit(offsets: readonly PartitionOffset[]): Promise<void>;
  /** Waits for the batches in flight, then leaves the group. */
  close(): Promise<void>;
}

export interface TopicDescription {
  name: string;
  /** Another one after the topic was deleted and created again; null where the client can't tell. */
  id: string | null;
  partitions: number;
  replicationFactor: number;
}

export interface NewTopic {
  name: string;
  partitions: number;
  replicationFactor: number;
  config: Record<string, string>;
}

export interface Watermarks extends TopicPartition {
  low: bigint;
  high: bigint;
}

export interface KafkaAdmin {
  connect(): Promise<void>;
  brokerCount(): Promise<number>;
  /** The topics that exist among these names. */
  describeTopics(names: readonly string[]): Promise<TopicDescription[]>;
  /** The topic's settings as the broker reports them. */
  topicConfig(name: string): Promise<Record<string, string>>;
  /** Creates the topics that don't exist, and resolves once every partition has a leader. Says which it created. */
  createTopics(topics: readonly NewTopic[]): Promise<string[]>;
  watermarks(topic: string): Promise<Watermarks[]>;
  /** What the group has committed; -1 where nothing is. */
  committed(groupId: string, topic: string): Promise<PartitionOffset[]>;
  deleteTopics(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What the rest of the system knows of Kafka. */
export abstract class KafkaPort {
  abstract producer(options?: ProducerOptions): KafkaProducer;
  abstract consumer(options: ConsumerOptions): KafkaConsumer;
  abstract admin(): KafkaAdmin;
  /** The records of an {@link UnreadableRange}, which may be readable by now. @throws an error that says why not */
  abstract unpack(partition: TopicPartition, bytes: Buffer): Promise<KafkaRecord[]>;
}
