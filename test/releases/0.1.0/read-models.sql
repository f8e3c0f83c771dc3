-- Messaging1764100000000
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

-- Projections1764100001000
CREATE SCHEMA projection;
CREATE SCHEMA projection_next;
CREATE SCHEMA projection_previous;
CREATE TABLE projection.stream_lane (
  lane     smallint PRIMARY KEY,
  position bigint   NOT NULL
) WITH (fillfactor = 20);
CREATE TABLE projection.rebuild (
  projection  text PRIMARY KEY,
  phase       text        NOT NULL CHECK (phase IN ('rebuilding', 'rolling_back', 'swapped')),
  changed_at  timestamptz NOT NULL,
  offsets     jsonb
);
CREATE TABLE projection.conferencing_current (
  account_id           text COLLATE "C",
  service_id           text COLLATE "C" NOT NULL,
  provider_id          text COLLATE "C" NOT NULL,
  version              bigint      NOT NULL,
  tombstone            boolean     NOT NULL,
  host_state           text        NOT NULL,
  connected_account_id text COLLATE "C",
  external_user_id     text COLLATE "C",
  occurred_at          timestamptz NOT NULL,
  body                 text
) WITH (fillfactor = 50, toast_tuple_target = 8160);
ALTER TABLE projection.conferencing_current
ADD CONSTRAINT conferencing_current_pkey PRIMARY KEY (service_id, provider_id);
CREATE INDEX conferencing_current_by_account
ON projection.conferencing_current (account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL;
CREATE INDEX conferencing_current_by_host
ON projection.conferencing_current (account_id, external_user_id, connected_account_id, service_id, provider_id)
WHERE connected_account_id IS NOT NULL;
CREATE INDEX conferencing_current_by_connected_account
ON projection.conferencing_current (account_id, connected_account_id) WHERE connected_account_id IS NOT NULL;
CREATE INDEX conferencing_current_tombstones
ON projection.conferencing_current (service_id, provider_id) WHERE tombstone;
CREATE TABLE projection.history (
  lane        smallint NOT NULL,
  position    bigint   NOT NULL,
  account_id  text COLLATE "C" NOT NULL,
  service_id  text COLLATE "C" NOT NULL,
  provider_id text COLLATE "C" NOT NULL,
  version     bigint   NOT NULL,
  occurred_at timestamptz,
  change      text COLLATE "C",
  actor       text COLLATE "C",
  batch_id    text COLLATE "C",
  event       text     NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE projection.history
ADD CONSTRAINT history_pkey PRIMARY KEY (service_id, provider_id, version);
CREATE INDEX history_by_position ON projection.history (lane, position);
CREATE INDEX IF NOT EXISTS history_by_time ON projection.history
(account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor);
CREATE INDEX IF NOT EXISTS history_by_batch ON projection.history (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS history_unfilled ON projection.history (service_id, provider_id, version)
WHERE occurred_at IS NULL;

-- CheapRefreshes1764100002000
DROP INDEX IF EXISTS projection.conferencing_current_by_account;
DROP INDEX IF EXISTS projection.conferencing_current_by_host;
DROP INDEX IF EXISTS projection.conferencing_current_by_connected_account;
DROP INDEX IF EXISTS projection.conferencing_current_tombstones;
ALTER TABLE projection.conferencing_current SET (fillfactor = 50);
CREATE INDEX conferencing_current_by_account ON projection.conferencing_current (account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL;
CREATE INDEX conferencing_current_by_host ON projection.conferencing_current (account_id, external_user_id, connected_account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL;
CREATE INDEX conferencing_current_by_connected_account
ON projection.conferencing_current (account_id, connected_account_id) WHERE connected_account_id IS NOT NULL;
CREATE INDEX conferencing_current_tombstones ON projection.conferencing_current (service_id, provider_id) WHERE tombstone;

-- ParkedBytes1764103000000
DO $upgrade$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'parked_records'::regclass AND attname = 'timestamp'
                    AND NOT attisdropped) THEN
    RETURN;
  END IF;
  ALTER TABLE consumer_offsets ADD COLUMN problem text, ADD COLUMN problem_since timestamptz;
  ALTER TABLE parked_records ADD COLUMN last_offset bigint, ADD COLUMN timestamp_ms bigint;
  UPDATE parked_records SET
    timestamp_ms = (extract(epoch FROM timestamp) * 1000)::bigint,
    headers = (SELECT coalesce(jsonb_agg(jsonb_build_array(name, value)), '[]')
                 FROM jsonb_each(headers) AS header (name, list),
                      jsonb_array_elements(CASE jsonb_typeof(list) WHEN 'array' THEN list
                                                ELSE jsonb_build_array(list) END) AS value);
  ALTER TABLE parked_records ALTER COLUMN timestamp_ms SET NOT NULL, DROP COLUMN timestamp,
    DROP CONSTRAINT parked_records_state_check, ADD CONSTRAINT parked_records_state_check
      CHECK (state IN ('parked', 'waiting', 'deferred', 'retry_requested', 'retrying'));
  DROP INDEX parked_records_retry;
  CREATE INDEX parked_records_retry ON parked_records (consumer, topic, partition)
    WHERE state IN ('deferred', 'retry_requested', 'retrying');
END
$upgrade$;

-- Callers1764106000000
CREATE TABLE caller_credentials (
  id         text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C",
  token_hash text COLLATE "C",
  public_jwk jsonb,
  revoked    boolean NOT NULL
);
CREATE INDEX caller_credentials_by_hash ON caller_credentials (token_hash) WHERE token_hash IS NOT NULL;

-- ChangesOfAccounts1764106001000
ALTER TABLE projection.history ADD COLUMN IF NOT EXISTS occurred_at timestamptz, ADD COLUMN IF NOT EXISTS change text COLLATE "C", ADD COLUMN IF NOT EXISTS actor text COLLATE "C", ADD COLUMN IF NOT EXISTS batch_id text COLLATE "C";

-- IndexesOfChanges1764106002000
CREATE INDEX IF NOT EXISTS history_by_time ON projection.history (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor);
CREATE INDEX IF NOT EXISTS history_by_batch ON projection.history (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS history_unfilled ON projection.history (service_id, provider_id, version) WHERE occurred_at IS NULL;

-- What TypeORM notes of each.
CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL);
INSERT INTO migrations ("timestamp", name) VALUES
  (1764100000000, 'Messaging1764100000000'),
  (1764100001000, 'Projections1764100001000'),
  (1764100002000, 'CheapRefreshes1764100002000'),
  (1764103000000, 'ParkedBytes1764103000000'),
  (1764106000000, 'Callers1764106000000'),
  (1764106001000, 'ChangesOfAccounts1764106001000'),
  (1764106002000, 'IndexesOfChanges1764106002000');
