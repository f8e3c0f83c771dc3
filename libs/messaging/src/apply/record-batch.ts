import type { KafkaRecord } from '../kafka/kafka.port.js';

/** The payload of a handler: at least one record of one partition, in order. */
export interface RecordBatch {
  topic: string;
  partition: number;
  records: readonly KafkaRecord[];
}
