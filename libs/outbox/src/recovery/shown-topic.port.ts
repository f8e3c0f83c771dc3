/** What one record of the topic, or a read model that took it from there, has shown of a key. */
export interface ShownHead {
  key: string;
  version: number;
  /** The event's id; null where it was not kept. */
  id: string | null;
  /** The event's value; null for a tombstone, or where it was not kept. */
  payload: string | null;
}

/** Where the topic stands; offsets are listed by partition. */
export interface TopicPosition {
  /** Another one after the topic was deleted and created again. */
  id: string;
  begins: bigint[];
  ends: bigint[];
}

/** The topic as its own owner reads it. */
export interface ShownTopic {
  readonly name: string;
  /** @throws KafkaError, also when there is no such topic */
  position(): Promise<TopicPosition>;
  /**
   * Reads from these offsets up to the ends that the partitions have at the call, in order for each key. Records that no
   * consumer would apply are left out. Answers where it stopped.
   */
  read(from: readonly bigint[], take: (heads: ShownHead[]) => Promise<void>): Promise<bigint[]>;
  close(): Promise<void>;
}
