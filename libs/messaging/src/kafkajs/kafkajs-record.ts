import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { KafkaRecord } from '../kafka/kafka.port.js';
import { HEADER_TEXTS } from './records/decode-record.js';

/** Also one that kafkajs has decoded by itself. */
type Message = KafkaMessage & { [HEADER_TEXTS]?: () => KafkaRecord['headers'] };

export function toKafkaRecord(topic: string, partition: number, message: Message): KafkaRecord {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    timestamp: new Date(Number(message.timestamp)),
    key: message.key,
    value: message.value,
    headers: message[HEADER_TEXTS]?.() ?? toTexts(message.headers),
  };
}

function toTexts(headers: IHeaders | undefined): KafkaRecord['headers'] {
  const texts: Record<string, IHeaders[string] | string[]> = { ...headers };
  for (const name in texts) {
    const value = texts[name];
    texts[name] = Array.isArray(value) ? value.map(String) : value?.toString();
  }
  return texts as KafkaRecord['headers'];
}
