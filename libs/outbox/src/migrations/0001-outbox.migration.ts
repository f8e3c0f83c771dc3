/** The tables of the outbox: what waits to be published, who publishes it, and what a restore of the database needs. */
export const OUTBOX_0001 = {
  name: '0001-outbox',
  sql: `
CREATE SEQUENCE outbox_seq AS bigint CACHE 1;

CREATE TABLE outbox (
  -- The transaction has its id before it draws a number: the low-water mark of the relay relies on it.
  seq           bigint NOT NULL
                DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('outbox_seq') END,
  partition     smallint NOT NULL
                GENERATED ALWAYS AS ((hashtext(aggregateid) & 2147483647) % 12) STORED,
  id            text NOT NULL,
  aggregatetype text NOT NULL,
  aggregateid   text NOT NULL,
  type          text NOT NULL,
  version       bigint NOT NULL,
  payload       text,
  occurred_at   timestamptz NOT NULL,
  traceparent   text,
  PRIMARY KEY (partition, seq)
) WITH (
  -- Rows live for milliseconds: vacuum by count and without throttling, and never lock the table to truncate it.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 100000,
  vacuum_truncate = false,
  toast.autovacuum_vacuum_scale_factor = 0,
  toast.autovacuum_vacuum_threshold = 20000,
  toast.vacuum_truncate = false,
  -- Payloads of up to 4 KB stay inline: one row written and removed instead of two or three.
  toast_tuple_target = 4080
);
ALTER SEQUENCE outbox_seq OWNED BY outbox.seq;

CREATE TABLE outbox_relays (
  owner    text PRIMARY KEY,
  deadline timestamptz NOT NULL,
  -- Changes with every sign of life. A relay that does not find what it wrote last works on another database than before:
  -- one that was restored.
  stamp    text
);

CREATE TABLE outbox_leases (
  partition smallint PRIMARY KEY,
  owner     text,
  epoch     bigint NOT NULL DEFAULT 0,
  deadline  timestamptz NOT NULL DEFAULT '-infinity',
  -- The incarnation of the server in which an owner last checked the waiting rows.
  incarnation text
);
INSERT INTO outbox_leases (partition) SELECT generate_series(0, 11);

CREATE TABLE outbox_blocked_keys (
  aggregateid text PRIMARY KEY,
  partition   smallint NOT NULL,
  seq         bigint NOT NULL,
  error       text NOT NULL,
  blocked_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_blocked_keys_partition ON outbox_blocked_keys (partition);

-- Up to which offsets of the topic, by partition, this database knows every record.
CREATE TABLE outbox_topics (
  topic        text PRIMARY KEY,
  topic_id     text NOT NULL,
  next_offsets bigint[] NOT NULL,
  -- Why nothing is published, until an operator adopts the topic.
  problem      text
);

-- Keys of which the topic has shown a version that this database does not know. Nothing of them is published, except
-- what ends them (cleared_by).
CREATE TABLE outbox_lost_keys (
  aggregateid text PRIMARY KEY,
  -- The highest version that was shown.
  version     bigint NOT NULL,
  -- What was shown last; null after a tombstone.
  payload     text,
  cleared_by  text[] NOT NULL DEFAULT '{}',
  found_at    timestamptz NOT NULL DEFAULT now()
);
`,
};
