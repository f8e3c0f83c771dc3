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
  const texts: Record<string, IHeaders[string] | string[]> = { ...headers };
  for (const name in texts) {
    const value = texts[name];
    texts[name] = Array.isArray(value) ? value.map(String) : value?.toString();
  }
  return texts as KafkaRecord['headers'];
}
