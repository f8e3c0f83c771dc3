import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { KafkaRecord } from '@conferencing/messaging';
import type { OutboxRow } from './outbox.row.js';
import type { ShownHead } from './recovery/shown-topic.port.js';

const SEQUENCE = 'ce_sequence';
const SEQUENCE_DIGITS = 20;

/** CloudEvents 1.0 in Kafka's binary mode, for an application with no headers of its own. */
export class CloudEvents {
  /**
   * @param source a URI reference for the service that owns the events, such as `/orders`
   * @param dataSchema the URL or name of the schema of the values
   * @throws TypeError without a source, because CloudEvents require one
   */
  constructor(
    private readonly source: string,
    private readonly dataSchema?: string,
  ) {
    refuseWrongArguments('CloudEvents', { source }, { source: check.text });
  }

  /** For `RelayOptions.headers`. `ce_sequence` is the version, padded so that it sorts as text. */
  readonly headers = (row: OutboxRow): Record<string, string> => {
    const headers: Record<string, string> = {
      ce_specversion: '1.0',
      ce_id: row.id,
      ce_source: this.source,
      ce_type: row.type,
      ce_time: row.occurredAt.toISOString(),
      ce_subject: row.aggregateid,
      [SEQUENCE]: String(row.version).padStart(SEQUENCE_DIGITS, '0'),
      ce_partitionkey: row.aggregateid,
      'content-type': 'application/json',
    };
    if (this.dataSchema !== undefined) headers.ce_dataschema = this.dataSchema;
    if (row.traceparent !== null) headers.traceparent = row.traceparent;
    return headers;
  };

  /** For `KafkaShownTopic`: what such a record says of its key; null for a record of another form. */
  readonly readShown = ({ key, value, headers }: KafkaRecord): ShownHead | null => {
    const version = Number(headers[SEQUENCE]);
    if (key === null || !(version > 0)) return null;
    const id = headers.ce_id === undefined ? null : String(headers.ce_id);
    return { key: String(key), version, id, payload: value === null ? null : String(value) };
  };
}
