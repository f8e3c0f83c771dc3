/** The number of partitions for the keys, which is also the limit of processes that can share the publishing. */
export const OUTBOX_PARTITIONS = 12;

/**
 * Notified (coalesced, never inside a writing transaction) after a process that cannot publish them has committed rows.
 */
export const ROWS_CHANNEL = 'outbox_rows';
/** Notified when a relay starts, stops or releases partitions. */
export const LEASES_CHANNEL = 'outbox_leases';

const up = `
CREATE SEQUENCE outbox_seq AS bigint CACHE 1;

CREATE TABLE outbox (
  -- The transaction has its id before it draws a number: the low-water mark of the relay relies on it.
  seq           bigint NOT NULL
                DEFAULT CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('outbox_seq') END,
  partition     smallint NOT NULL
                GENERATED ALWAYS AS ((hashtext(aggregateid) & 2147483647) % ${OUTBOX_PARTITIONS}) STORED,
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
  deadline timestamptz NOT NULL
);

CREATE TABLE outbox_leases (
  partition smallint PRIMARY KEY,
  owner     text,
  epoch     bigint NOT NULL DEFAULT 0,
  deadline  timestamptz NOT NULL DEFAULT '-infinity',
  -- The incarnation of the server in which an owner last checked the waiting rows.
  incarnation text
);
INSERT INTO outbox_leases (partition) SELECT generate_series(0, ${OUTBOX_PARTITIONS - 1});

CREATE TABLE outbox_blocked_keys (
  aggregateid text PRIMARY KEY,
  partition   smallint NOT NULL,
  seq         bigint NOT NULL,
  error       text NOT NULL,
  blocked_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_blocked_keys_partition ON outbox_blocked_keys (partition);
`;

const down = `
DROP TABLE outbox_blocked_keys;
DROP TABLE outbox_leases;
DROP TABLE outbox_relays;
DROP TABLE outbox;
`;

/** The tables of the outbox, for a migration of the application that writes to it. */
export const OUTBOX_SCHEMA_SQL = { up, down } as const;
