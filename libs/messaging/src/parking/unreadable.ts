import type { KafkaRecord, TopicPartition, UnreadableRange } from '../kafka/kafka.port.js';
import type { SetAside } from './isolation.js';

/** An unreadable range to park: its value is the complete record batch from the log. */
export function unreadableAside({ topic, partition }: TopicPartition, range: UnreadableRange): SetAside {
  const { firstOffset, lastOffset, bytes, reason } = range;
  const nothing = { key: null, headers: {}, rawHeaders: [], timestamp: new Date(0), timestampMs: 0n };
  const record: KafkaRecord = { topic, partition, offset: firstOffset, value: bytes, ...nothing };
  const reasons = [`UnreadableRecords: offsets ${firstOffset} to ${lastOffset}: ${reason}`];
  return { record, state: 'parked', reasons, lastOffset };
}
