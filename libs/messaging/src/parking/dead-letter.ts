import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { KafkaProducer, OutgoingRecord, RawHeader } from '../kafka/kafka.port.js';
import type { ParkedRecord } from './parked-records.js';

const FIELDS = { record: check.shaped('a record', {}), reasons: check.listOf('texts') };
const EXPORTED = {
  producer: check.objectWith('a producer of a KafkajsKafka, which is connected', 'send'),
  deadLetterTopic: check.text,
  parked: check.listOf('records as ParkedRecords shows them', FIELDS),
};

const UNSTATED = 'It waits behind an earlier record of its key.';
const NAMED = /^(\w+): (.*)$/s;

/**
 * The headers of dead letters in other tools: Spring for Apache Kafka's DeadLetterPublishingRecoverer (with numbers as
 * big-endian bytes) and Kafka Connect's DeadLetterQueueReporter (all text).
 */
export function deadLetterHeaders(parked: ParkedRecord): Record<string, string | Buffer> {
  refuseWrongArguments(
    'deadLetterHeaders',
    { parked },
    { parked: check.shaped('a record as ParkedRecords shows it', FIELDS) },
  );
  const { consumer, topic, partition, offset, record } = parked;
  const reason = parked.reasons.at(-1) ?? UNSTATED;
  const [, exception = 'PoisonRecordError', message = reason] = NAMED.exec(reason) ?? [];
  return {
    'kafka_dlt-original-topic': topic,
    'kafka_dlt-original-partition': int32(partition),
    'kafka_dlt-original-offset': int64(BigInt(offset)),
    'kafka_dlt-original-timestamp': int64(record.timestampMs),
    'kafka_dlt-original-timestamp-type': 'CreateTime',
    'kafka_dlt-original-consumer-group': consumer,
    'kafka_dlt-exception-fqcn': exception,
    'kafka_dlt-exception-message': message,
    '__connect.errors.topic': topic,
    '__connect.errors.partition': String(partition),
    '__connect.errors.offset': offset,
    '__connect.errors.connector.name': consumer,
    '__connect.errors.task.id': '0',
    '__connect.errors.stage': 'TASK_PUT',
    '__connect.errors.class.name': consumer,
    '__connect.errors.exception.class.name': exception,
    '__connect.errors.exception.message': message,
  };
}

/** Sends copies of parked records to a topic of dead letters, including their own headers. They stay parked. */
export async function exportDeadLetters(
  producer: KafkaProducer,
  deadLetterTopic: string,
  parked: readonly ParkedRecord[],
): Promise<void> {
  refuseWrongArguments('exportDeadLetters', { producer, deadLetterTopic, parked }, EXPORTED);
  const records = parked.map((each): OutgoingRecord => {
    const { key, value, rawHeaders } = each.record;
    const added = Object.entries(deadLetterHeaders(each)).map(([name, text]): RawHeader => [
      Buffer.from(name),
      Buffer.from(text),
    ]);
    // Headers of an earlier dead letter are replaced.
    const names = new Set(added.map(([name]) => name.toString()));
    const own = rawHeaders.filter(([name]) => !names.has(name.toString()));
    return { key, value, rawHeaders: [...own, ...added] };
  });
  await producer.send(deadLetterTopic, records);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}
