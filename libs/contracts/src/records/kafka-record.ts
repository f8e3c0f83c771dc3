/** A header as Kafka clients hand it over; a list where the name was sent more than once. */
export type HeaderInput = Buffer | string | readonly (Buffer | string)[] | undefined;

/** A record as Kafka clients hand it over. */
export interface KafkaRecordInput {
  key?: Buffer | string | null;
  value?: Buffer | string | null;
  headers?: Readonly<Record<string, HeaderInput>>;
}

/** A record that is ready to be sent; a null value is a tombstone. */
export interface KafkaRecord {
  key: string;
  value: string | null;
  headers: Record<string, string>;
}
