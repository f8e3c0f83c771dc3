/**
 * A record of the log, with its bytes unchanged: the consumer of the topic decodes them. Fields of a fetched record are
 * computed at each use: name the ones that you need, `...` does not copy them.
 */
export interface KafkaRecord {
  topic: string;
  partition: number;
  offset: bigint;
  /** An invalid date if no calendar has it; `timestampMs` is exact. */
  timestamp: Date;
  /** As the producer wrote it: any 64-bit integer. */
  timestampMs: bigint;
  key: Buffer | null;
  /** Null is a tombstone. */
  value: Buffer | null;
  /** UTF-8 text; a list if the name is repeated. */
  headers: Record<string, string | readonly string[] | undefined>;
  /** Every header unchanged: in order, with repeated names, whatever its bytes are. */
  rawHeaders: readonly RawHeader[];
}

export type RawHeader = readonly [name: Buffer, value: Buffer | null];

export interface OutgoingRecord {
  /** Decides the partition (murmur2, as Java's clients do) unless `partition` is given. */
  key: string | Buffer | null;
  value: string | Buffer | null;
  /** A list is sent as several headers with that name. */
  headers?: Record<string, string | Buffer | readonly (string | Buffer)[]>;
  /** Instead of `headers`: sent in this order, unchanged. */
  rawHeaders?: readonly RawHeader[];
  partition?: number;
}

/** The start of a run of records that were sent together. */
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
  /** Limit of one send in milliseconds, retries included; default 10,000. */
  sendTimeoutMs?: number;
}

/**
 * An idempotent producer that waits for all in-sync replicas. Sends are queued with one in flight, because several at
 * once lose acknowledged records if a broker fails. Use several producers for parallelism.
 */
export interface KafkaProducer {
  connect(): Promise<void>;
  /**
   * Resolves when every record is acknowledged; records of one partition keep their order. Up to 5,000 records at once.
   * @throws KafkaError; after `timeout` or `connection`, some of the records may have been written. After a rejection,
   * no more records of that send are written.
   */
  send(topic: string, records: readonly OutgoingRecord[]): Promise<SentBatch[]>;
  close(): Promise<void>;
}

/** Offsets that cannot be decoded into records: an unknown codec, bytes that are not records, too many of them. */
export interface UnreadableRange {
  firstOffset: bigint;
  lastOffset: bigint;
  /** The record batch, as the broker stores it. */
  bytes: Buffer;
  reason: string;
}

/**
 * The records of one partition, in order, as they were fetched. There may be none: for an aborted transaction, a
 * compacted range or an unreadable range, only the position behind it remains.
 */
export interface FetchedBatch {
  topic: string;
  partition: number;
  records: KafkaRecord[];
  /** The ranges between (or instead of) the records that can never be read, in order. */
  unreadable: UnreadableRange[];
  /** The start of the next batch: past the last record and past markers and compacted records behind it. */
  nextOffset: bigint;
  /** The first offset that was not readable yet when the batch was fetched. */
  highWatermark: bigint;
}

export interface ConsumerOptions {
  groupId: string;
  topics: readonly string[];
  /** Milliseconds without a heartbeat after which the group reassigns the partitions; default 10,000. */
  sessionTimeoutMs?: number;
  /** Limit of bytes of one partition in a batch; default 1 MiB (a larger single record still arrives). */
  maxBytesPerPartition?: number;
}

export interface ConsumerListener {
  /**
   * The group assigned these partitions (the complete list, each time). Returns the start of each; a partition that is
   * left out stays paused. Nothing is delivered from a partition before this returns.
   */
  assigned(partitions: readonly TopicPartition[]): Promise<readonly PartitionOffset[]>;
  /** Batches of different partitions run in parallel; a partition has one at a time. Heartbeats continue meanwhile. */
  batch(batch: FetchedBatch): Promise<void>;
  /**
   * Nothing more can be fetched from this partition for now: its bytes are damaged, or the broker refuses to read it.
   * It is paused until it is resumed; all others continue. Without this method, the consumer crashes.
   */
  failed?(partition: TopicPartition, error: Error): void;
  /** The consumer is dead and closed, and a new one has to be made. Called once. */
  crashed(error: Error): void;
}

export interface KafkaConsumer {
  /**
   * One sentence while no broker has answered for one and a half session timeouts, though no connection broke; null
   * otherwise. Nothing arrives meanwhile, and the group has probably given the partitions to others.
   */
  readonly silence: string | null;
  /** Connects and joins the group. Rejects if that fails; the listener receives later events. */
  run(listener: ConsumerListener): Promise<void>;
  pause(partition: TopicPartition): void;
  resume(from: PartitionOffset): void;
  /** Commits offsets to the group, for tools that show lag. */
  commit(offsets: readonly PartitionOffset[]): Promise<void>;
  /** Waits for the batches in flight, then leaves the group. */
  close(): Promise<void>;
}

export interface TopicDescription {
  name: string;
  /** Changes when the topic is deleted and created again; null if the client does not know it. */
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
  /** The existing topics among these names. */
  describeTopics(names: readonly string[]): Promise<TopicDescription[]>;
  /** The topic's settings, as the broker reports them. */
  topicConfig(name: string): Promise<Record<string, string>>;
  /** Sets these settings of an existing topic, and keeps all others. @throws KafkaError with the broker's reason */
  setTopicConfig(name: string, config: Readonly<Record<string, string>>): Promise<void>;
  /** Creates the missing topics, and resolves when every partition has a leader. Returns the created ones. */
  createTopics(topics: readonly NewTopic[]): Promise<string[]>;
  watermarks(topic: string): Promise<Watermarks[]>;
  /** The committed offsets of the group; -1 if there are none. */
  committed(groupId: string, topic: string): Promise<PartitionOffset[]>;
  deleteTopics(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The interface to Kafka for the rest of the system. */
export abstract class KafkaPort {
  abstract producer(options?: ProducerOptions): KafkaProducer;
  abstract consumer(options: ConsumerOptions): KafkaConsumer;
  abstract admin(): KafkaAdmin;
  /** The records of an {@link UnreadableRange}, which may be readable by now. @throws an error that says why not */
  abstract unpack(partition: TopicPartition, bytes: Buffer): Promise<KafkaRecord[]>;
}
