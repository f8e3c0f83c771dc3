/** What one record of the topic, or a read model that applied it, shows of a key. */
export interface ShownHead {
  key: string;
  version: number;
  /** The event's id; null if it was not stored. */
  id: string | null;
  /** The event's value; null for a tombstone, or if it was not stored. */
  payload: string | null;
}

/** The position of the topic; offsets are listed by partition. */
export interface TopicPosition {
  /** Changes when the topic is deleted and created again. */
  id: string;
  begins: bigint[];
  ends: bigint[];
}

/** The topic as its owner reads it. */
export interface ShownTopic {
  readonly name: string;
  /**
   * @throws KafkaError, also if there is no such topic
   */
  position(): Promise<TopicPosition>;
  /**
   * Reads from these offsets up to the ends of the partitions at the call, in order for each key. Records that no
   * consumer would apply are left out. Returns where it stopped.
   */
  read(from: readonly bigint[], take: (heads: ShownHead[]) => Promise<void>): Promise<bigint[]>;
  close(): Promise<void>;
}
