import type { KafkaRecord } from '../kafka/kafka.port.js';

/** What a handler gets as its payload: records of one partition, in order, at least one. */
export interface RecordBatch {
  topic: string;
  partition: number;
  records: readonly KafkaRecord[];
}
