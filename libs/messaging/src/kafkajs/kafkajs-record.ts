import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { KafkaRecord, RawHeader } from '../kafka/kafka.port.js';
import { HEADERS } from './records/decode-record.js';
import type { FetchedHeaders } from './records/fetched-headers.js';

/** Or one that kafkajs has decoded itself. */
type Message = KafkaMessage & { [HEADERS]?: FetchedHeaders };

/** A record whose fields are computed from its message on access. */
class FetchedRecord implements KafkaRecord {
  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly message: Message,
  ) {}

  get offset(): bigint {
    return BigInt(this.message.offset);
  }

  get timestamp(): Date {
    return new Date(Number(this.message.timestamp));
  }

  get timestampMs(): bigint {
    return BigInt(this.message.timestamp);
  }

  get key(): Buffer | null {
    return this.message.key;
  }

  get value(): Buffer | null {
    return this.message.value;
  }

  get headers(): KafkaRecord['headers'] {
    return this.message[HEADERS]?.asTexts() ?? toTexts(this.message.headers);
  }

  get rawHeaders(): RawHeader[] {
    return this.message[HEADERS]?.asBytes() ?? toBytes(this.message.headers);
  }
}

export function toKafkaRecord(topic: string, partition: number, message: Message): KafkaRecord {
  return new FetchedRecord(topic, partition, message);
}

function toTexts(headers: IHeaders | undefined): KafkaRecord['headers'] {
  const texts: Record<string, IHeaders[string] | string[]> = { ...headers };
  for (const name in texts) {
    const value = texts[name];
    texts[name] = Array.isArray(value) ? value.map(String) : value?.toString();
  }
  return texts as KafkaRecord['headers'];
}

function toBytes(headers: IHeaders = {}): RawHeader[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): RawHeader => [Buffer.from(name), value == null ? null : Buffer.from(value)]),
  );
}
