/** A header as Kafka clients pass it; a list if the name was sent more than once. */
export type HeaderInput = Buffer | string | readonly (Buffer | string)[] | undefined;

/** A record as Kafka clients pass it. */
export interface KafkaRecordInput {
  key?: Buffer | string | null;
  value?: Buffer | string | null;
  headers?: Readonly<Record<string, HeaderInput>>;
}

/** A record to send; a null value is a tombstone. */
export interface KafkaRecord {
  key: string;
  value: string | null;
  headers: Record<string, string>;
}
