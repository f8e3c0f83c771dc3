/**
 * The tables that a consuming service has in its own database.
 *
 * - `consumer_offsets`: how far a consumer is, in the same transaction as its effects. `epoch` counts the times that the
 *   partition changed hands; `owner` is the process that has it (null after a clean goodbye). `unfinished_claims` counts
 *   the owners that vanished without progress since `next_offset` last moved. `alone_offset` is the record that is handled
 *   on its own because of that; once it is set, `unfinished_claims` counts those that vanished over this record.
 *   `problem` says why it makes no progress, and since when.
 * - `parked_records`: what couldn't be applied, and what waits behind it. `headers` lists name and value of each, as text or,
 *   where they are none, as `{"base64": …}`. With a `last_offset`, `value` is a whole record batch that can't be read.
 */
export const MESSAGING_0001 = {
  name: '0001-messaging',
  sql: `
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
  problem           text,
  problem_since     timestamptz,
  updated_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

CREATE TABLE parked_records (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer        text        NOT NULL,
  topic           text        NOT NULL,
  partition       integer     NOT NULL,
  "offset"        bigint      NOT NULL,
  last_offset     bigint,
  key             bytea,
  key_hash        bytea,
  value           bytea,
  headers         jsonb       NOT NULL,
  timestamp_ms    bigint      NOT NULL,
  state           text        NOT NULL
                  CHECK (state IN ('parked', 'waiting', 'deferred', 'retry_requested', 'retrying')),
  reasons         text[]      NOT NULL,
  attempts        integer     NOT NULL,
  first_failed_at timestamptz NOT NULL DEFAULT now(),
  last_failed_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX parked_records_key ON parked_records (consumer, topic, partition, key_hash, "offset");
CREATE INDEX parked_records_retry ON parked_records (consumer, topic, partition)
  WHERE state IN ('deferred', 'retry_requested', 'retrying');
`,
};
