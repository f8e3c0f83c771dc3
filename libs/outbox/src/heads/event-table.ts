import {
  check,
  optional,
  type OptionNames,
  refuseWrongArguments,
  refuseWrongOptions,
  required,
} from '@conferencing/kernel';

/**
 * A table of the application whose row of a key also describes the key's last event. Every value is SQL from the
 * application's own code over the columns of the table; never put input of a caller here.
 */
export interface EventTable {
  table: string;
  /** The Kafka key: a column of type text COLLATE "C" with a unique index. */
  key: string;
  /** Of type bigint or integer: 1 for the first event, one more with each change. */
  version: string;
  /** The id of the last event, as text or uuid: the same when it is sent again. */
  eventId: string;
  /** When the last event happened, as timestamptz. */
  occurredAt: string;
  /** A new event id; `gen_random_uuid()` when left out. */
  newEventId?: string;
  /** The Kafka value as text; NULL is a tombstone. The row has to stay after it, because its version goes on. */
  payload: string;
  /** Names of what changed and of the event, as plain text: for Debezium and for `headers`. */
  aggregateType: string;
  eventType: string;
}

const COLUMNS: OptionNames<EventTable> = {
  table: required(check.text),
  key: required(check.text),
  version: required(check.text),
  eventId: required(check.text),
  occurredAt: required(check.text),
  newEventId: optional(check.text),
  payload: required(check.text),
  aggregateType: required(check.text),
  eventType: required(check.text),
};

/** @throws TypeError that names what is missing or unknown */
export const refuseWrongTable = (events: EventTable) => refuseWrongOptions('the table of events', events, COLUMNS);

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * The last part of the statement that changes rows: it writes their events in the same transaction.
 *
 * @param rows the name of a CTE with the changed rows, such as `WITH changed AS (UPDATE … RETURNING *)`
 * @throws TypeError that names what is missing or unknown
 */
export function insertEvents(events: EventTable, rows: string): string {
  refuseWrongTable(events);
  refuseWrongArguments('insertEvents', { rows }, { rows: check.text });
  const { key, version, eventId, occurredAt, payload, aggregateType, eventType } = events;
  return `
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT ${eventId}, ${literal(aggregateType)}, ${key}, ${literal(eventType)}, ${version}, ${payload}, ${occurredAt} FROM ${rows}`;
}
