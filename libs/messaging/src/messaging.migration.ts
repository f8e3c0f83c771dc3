/**
 * What a consuming service adds to its own database, in its own migrations.
 *
 * - `consumer_offsets`: how far a consumer is, in the same transaction as its effects. `epoch` counts the times that the
 *   partition changed hands; `owner` is the process that has it (null after a clean goodbye). `unfinished_claims` counts
 *   the owners that vanished without progress since `next_offset` last moved. `alone_offset` is the record that is handled
 *   on its own because of that; once it is set, `unfinished_claims` counts those that vanished over this record.
 * - `parked_records`: what couldn't be applied, and what waits behind it.
 */
export const MESSAGING_SCHEMA_SQL = `
CREATE TABLE consumer_offsets (
  consumer          text        NOT NULL,
  topic             text        NOT NULL,
  partition         integer     NOT NULL,
  next_offset       bigint      NOT NULL,
  topic_id          text,
  epoch             bigint      NOT NULL DEFAULT 1,
  owner             text,
  unfinished_claims integer     NOT NULL DEFAULT 0,
  alone_offset      bigint,
  updated_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

CREATE TABLE parked_records (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer        text        NOT NULL,
  topic           text        NOT NULL,
  partition       integer     NOT NULL,
  "offset"        bigint      NOT NULL,
  key             bytea,
  key_hash        bytea,
  value           bytea,
  headers         jsonb       NOT NULL,
  timestamp       timestamptz NOT NULL,
  state           text        NOT NULL CHECK (state IN ('parked', 'waiting', 'retry_requested', 'retrying')),
  reasons         text[]      NOT NULL,
  attempts        integer     NOT NULL,
  first_failed_at timestamptz NOT NULL DEFAULT now(),
  last_failed_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX parked_records_key ON parked_records (consumer, topic, partition, key_hash, "offset");
CREATE INDEX parked_records_retry ON parked_records (consumer, topic, partition)
  WHERE state IN ('retry_requested', 'retrying');
`;

export const MESSAGING_SCHEMA_DOWN_SQL = `
DROP TABLE parked_records;
DROP TABLE consumer_offsets;
`;
