import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { KafkaRecord } from '../kafka/kafka.port.js';

export function toKafkaRecord(topic: string, partition: number, message: KafkaMessage): KafkaRecord {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    timestamp: new Date(Number(message.timestamp)),
    key: message.key,
    value: message.value,
    headers: toHeaders(message.headers),
  };
}

function toHeaders(headers: IHeaders | undefined): KafkaRecord['headers'] {
  const entries = Object.entries(headers ?? {}).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.map(String) : value?.toString()] as const;
  });
  return Object.fromEntries(entries);
}
