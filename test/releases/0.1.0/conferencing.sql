-- Accounts1764000000000
CREATE TABLE accounts (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX accounts_in_order ON accounts (created_at, id);
CREATE TABLE account_tokens (
  id         text PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts (id),
  name       text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX account_tokens_in_order ON account_tokens (account_id, created_at, id);
CREATE TABLE signing_keys (
  id         text PRIMARY KEY,
  account_id text NOT NULL REFERENCES accounts (id),
  public_jwk jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX signing_keys_in_order ON signing_keys (account_id, created_at, id);
CREATE UNLOGGED TABLE rate_limits (
  key               text PRIMARY KEY,
  window_started_at timestamptz NOT NULL,
  used              integer NOT NULL
) WITH (fillfactor = 50);

-- Directory1764000001000
CREATE TABLE connected_accounts (
  id                  text PRIMARY KEY,
  account_id          text NOT NULL REFERENCES accounts (id),
  provider            text NOT NULL CHECK (provider IN ('google', 'microsoft', 'zoom_admin')),
  connection_scope    text NOT NULL CHECK (connection_scope IN ('user', 'account')),
  user_id             text,
  email               text NOT NULL,
  external_subject    text NOT NULL,
  external_account_id text,
  display_name        text,
  status              text NOT NULL CHECK (status IN ('active', 'reconnect_required', 'insufficient_permissions')),
  status_at           timestamptz NOT NULL DEFAULT now(),
  next_sync_at        timestamptz,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL
);
CREATE INDEX connected_accounts_by_account ON connected_accounts (account_id, created_at, id);
CREATE UNIQUE INDEX connected_accounts_one_per_zoom_account
  ON connected_accounts (account_id, external_account_id) WHERE provider = 'zoom_admin';
CREATE INDEX connected_accounts_by_zoom_account
  ON connected_accounts (lower(external_account_id)) WHERE provider = 'zoom_admin';
CREATE INDEX connected_accounts_due_for_sync
  ON connected_accounts (next_sync_at) WHERE provider = 'zoom_admin';
CREATE TABLE connected_account_credentials (
  connected_account_id text PRIMARY KEY REFERENCES connected_accounts (id) ON DELETE CASCADE,
  account_id           text NOT NULL,
  kind                 text NOT NULL,
  key_id               text NOT NULL,
  sealed               bytea NOT NULL,
  revision             bigint NOT NULL DEFAULT 1,
  updated_at           timestamptz NOT NULL
);
CREATE TABLE external_users (
  id                   text PRIMARY KEY,
  account_id           text NOT NULL,
  connected_account_id text NOT NULL REFERENCES connected_accounts (id) ON DELETE CASCADE,
  external_id          text,
  email                text,
  first_name           text,
  last_name            text,
  display_name         text,
  status               text NOT NULL,
  licensed             boolean,
  removed_at           timestamptz,
  field_events         jsonb NOT NULL DEFAULT '{}',
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL
);
CREATE UNIQUE INDEX external_users_one_per_external_id
  ON external_users (connected_account_id, lower(external_id)) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX external_users_one_per_email_without_id
  ON external_users (connected_account_id, lower(email)) WHERE external_id IS NULL AND removed_at IS NULL;
CREATE INDEX external_users_by_email ON external_users (connected_account_id, lower(email));
CREATE INDEX external_users_in_order ON external_users (connected_account_id, created_at, id);
CREATE TABLE user_mappings (
  connected_account_id text NOT NULL REFERENCES connected_accounts (id) ON DELETE CASCADE,
  provider_id          text COLLATE "C" NOT NULL,
  account_id           text NOT NULL,
  external_user_id     text NOT NULL REFERENCES external_users (id) ON DELETE CASCADE,
  source               text NOT NULL CHECK (source IN ('auto', 'manual')),
  created_at           timestamptz NOT NULL,
  updated_at           timestamptz NOT NULL,
  PRIMARY KEY (connected_account_id, provider_id)
);
CREATE INDEX user_mappings_by_provider ON user_mappings (provider_id);
CREATE INDEX user_mappings_by_external_user ON user_mappings (external_user_id);

-- ServiceProviders1764000002000
CREATE TABLE services (
  id              text COLLATE "C" PRIMARY KEY,
  account_id      text NOT NULL REFERENCES accounts (id),
  name            text,
  live            boolean NOT NULL,
  catalog_version bigint,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);
CREATE INDEX services_in_order ON services (account_id, id) WHERE live;
CREATE TABLE providers (
  id              text COLLATE "C" PRIMARY KEY,
  account_id      text NOT NULL REFERENCES accounts (id),
  display_name    text,
  email           text,
  first_name      text,
  last_name       text,
  time_zone       text,
  active          boolean NOT NULL,
  catalog_version bigint,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);
CREATE INDEX providers_in_order ON providers (account_id, id);
CREATE INDEX providers_by_email ON providers (account_id, lower(email)) WHERE active;
CREATE TABLE service_providers (
  service_id           text COLLATE "C" NOT NULL,
  provider_id          text COLLATE "C" NOT NULL,
  account_id           text NOT NULL REFERENCES accounts (id),
  in_catalog           boolean NOT NULL,
  service_live         boolean NOT NULL,
  provider_active      boolean NOT NULL,
  assignable           boolean NOT NULL GENERATED ALWAYS AS (in_catalog AND service_live AND provider_active) STORED,
  catalog_version      bigint,
  version              bigint NOT NULL DEFAULT 0,
  connected_account_id text,
  external_user_id     text,
  host_state           text NOT NULL DEFAULT 'unassigned',
  resource             jsonb,
  resolved_by          text,
  decided_by           text,
  decided_at           timestamptz,
  change               text,
  reason               text,
  actor                text,
  event_id             text,
  occurred_at          timestamptz,
  tombstone_id         text,
  created_at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service_id, provider_id),
  CHECK ((external_user_id IS NULL) = (connected_account_id IS NULL)),
  CHECK ((external_user_id IS NULL) = (resource IS NULL)),
  CHECK ((external_user_id IS NULL) = (host_state = 'unassigned')),
  CHECK (external_user_id IS NULL OR (in_catalog AND service_live AND provider_active))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX service_providers_by_provider ON service_providers (provider_id);
CREATE INDEX service_providers_by_host ON service_providers (external_user_id) WHERE external_user_id IS NOT NULL;
CREATE INDEX service_providers_needing_attention
  ON service_providers (account_id, service_id, provider_id) WHERE host_state NOT IN ('ready', 'unassigned');
CREATE FUNCTION rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
CREATE FUNCTION connected_account_json(ca connected_accounts) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
RETURN jsonb_build_object(
  'id', (ca).id, 'object', 'connected_account', 'provider', (ca).provider, 'status', (ca).status,
  'connection_scope', (ca).connection_scope, 'display_name', (ca).display_name, 'email', (ca).email,
  'external_account_id', (ca).external_account_id, 'external_subject', (ca).external_subject,
  'user_id', (ca).user_id, 'created_at', rfc3339((ca).created_at), 'updated_at', rfc3339((ca).updated_at));
CREATE FUNCTION external_user_json(eu external_users) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
RETURN jsonb_build_object(
  'id', (eu).id, 'object', 'external_user', 'email', (eu).email,
  'first_name', (eu).first_name, 'last_name', (eu).last_name,
  'status', CASE WHEN (eu).removed_at IS NULL THEN (eu).status END);
CREATE FUNCTION conferencing_resource(service_id text, provider_id text, ca jsonb, eu jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN jsonb_build_object(
  'object', 'service_provider_conferencing', 'service_id', service_id, 'provider_id', provider_id,
  'conferencing_provider', ca -> 'provider', 'connected_account', ca, 'external_user', eu);
CREATE FUNCTION conferencing_host_state(account_status text, host_status text, host_removed boolean)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN account_status = 'reconnect_required' THEN 'account_reconnect_required'
  WHEN account_status = 'insufficient_permissions' THEN 'account_insufficient_permissions'
  WHEN host_removed THEN 'host_removed'
  WHEN host_status = 'active' THEN 'ready'
  WHEN host_status = 'pending' THEN 'host_pending'
  ELSE 'host_inactive'
END;
CREATE FUNCTION conferencing_event(sp service_providers, previous jsonb)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN json_build_object(
  'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
  'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
  'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
  'actor', (sp).actor, 'host_state', (sp).host_state, 'data', (sp).resource, 'previous', previous)::text;
CREATE FUNCTION new_event_id() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE
RETURN 'evt_' || right(gen_random_uuid()::text, 12);

-- Outbox1764000003000
CREATE SEQUENCE outbox_seq AS bigint CACHE 1;

CREATE TABLE outbox (
  -- The transaction has its id before it draws a number: what the relay's floor relies on.
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
  -- Rows live for milliseconds: vacuum by count and unthrottled, and never lock the table to give its end back.
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
  -- The incarnation of the server in which an owner has last made sure of what waits here.
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

-- DirectoryWork1764000004000
CREATE TABLE directory_syncs (
  connected_account_id text PRIMARY KEY REFERENCES connected_accounts (id) ON DELETE CASCADE,
  run                  bigint NOT NULL,
  started_at           timestamptz NOT NULL,
  lease_until          timestamptz,
  finished             bigint NOT NULL DEFAULT 0,
  failure              text,
  failure_detail       text,
  listed_at            timestamptz
);
CREATE UNLOGGED TABLE listed_users (
  connected_account_id text NOT NULL,
  run                  bigint NOT NULL,
  position             bigint GENERATED ALWAYS AS IDENTITY,
  external_id          text,
  email                text,
  first_name           text,
  last_name            text,
  display_name         text,
  status               text NOT NULL,
  licensed             boolean
);
CREATE INDEX listed_users_by_run ON listed_users (connected_account_id, run);
CREATE TABLE webhook_events (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest          bytea NOT NULL UNIQUE,
  event           jsonb,
  traceparent     text,
  received_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  processed_at    timestamptz
);
CREATE INDEX webhook_events_waiting ON webhook_events (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_events_by_age ON webhook_events (received_at);
CREATE TABLE oauth_states (
  digest           bytea PRIMARY KEY,
  account_id       text NOT NULL REFERENCES accounts (id),
  connection_scope text NOT NULL,
  user_id          text,
  actor            text NOT NULL,
  expires_at       timestamptz NOT NULL
);
CREATE INDEX oauth_states_by_expiry ON oauth_states (expires_at);

-- Messaging1764000005000
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

-- LeaseIncarnation1764001000000
ALTER TABLE outbox_leases ADD COLUMN IF NOT EXISTS incarnation text;

-- ParkedBytes1764003000000
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

-- Recovery1764002000000
-- Changes with every sign of life. A relay that does not find what it wrote last works on another database than before:
-- one that was restored.
ALTER TABLE outbox_relays ADD COLUMN stamp text;

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

-- CredentialChanges1764006000000
CREATE TABLE credential_changes (
  id            text PRIMARY KEY,
  -- Counts the changes, so that one that comes while an older one is sent is not taken for sent.
  generation    integer     NOT NULL DEFAULT 1,
  due_at        timestamptz NOT NULL DEFAULT now(),
  -- Until when one process alone sends it, and under which name.
  claim         text,
  claimed_until timestamptz,
  -- A send without an answer may still arrive late: what is true then is sent once more.
  doubtful      boolean     NOT NULL DEFAULT false
) WITH (fillfactor = 50);
INSERT INTO credential_changes (id)
SELECT id FROM accounts
UNION ALL SELECT id FROM account_tokens WHERE revoked_at IS NULL
UNION ALL SELECT id FROM signing_keys WHERE revoked_at IS NULL;

-- Batches1764007000000
ALTER TABLE service_providers ADD COLUMN batch_id text;
CREATE TABLE batch_changes (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  batch_id     text NOT NULL,
  account_id   text NOT NULL REFERENCES accounts (id),
  occurred_at  timestamptz NOT NULL,
  service_ids  text[] NOT NULL,
  provider_ids text[] NOT NULL,
  hosts_before text[] NOT NULL,
  hosts_after  text[] NOT NULL
);
CREATE INDEX batch_changes_by_batch ON batch_changes (batch_id);
CREATE INDEX batch_changes_by_age ON batch_changes (occurred_at);
CREATE OR REPLACE FUNCTION conferencing_event(sp service_providers, previous jsonb)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN json_build_object(
  'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
  'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
  'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
  'actor', (sp).actor, 'batch_id', (sp).batch_id, 'host_state', (sp).host_state,
  'data', (sp).resource, 'previous', previous)::text;

-- HostLost1764007001000
ALTER TABLE service_providers
  ADD COLUMN host_lost boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT (host_lost AND external_user_id IS NOT NULL));
UPDATE service_providers SET host_lost = true
WHERE external_user_id IS NULL AND change = 'cleared' AND reason = 'connected_account_deleted'
  AND tombstone_id IS NULL;
DROP INDEX service_providers_needing_attention;
CREATE INDEX service_providers_needing_attention ON service_providers (account_id, service_id, provider_id)
  INCLUDE (host_state)
  WHERE in_catalog AND service_live AND provider_active AND (host_state NOT IN ('ready', 'unassigned') OR host_lost);

-- FoldCase1764009000000
CREATE FUNCTION fold_case(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN casefold(lower(value COLLATE pg_c_utf8));
DROP INDEX connected_accounts_by_zoom_account, external_users_one_per_external_id,
  external_users_one_per_email_without_id, external_users_by_email, providers_by_email;
CREATE INDEX connected_accounts_by_zoom_account
  ON connected_accounts (fold_case(external_account_id)) WHERE provider = 'zoom_admin';
CREATE UNIQUE INDEX external_users_one_per_external_id
  ON external_users (connected_account_id, fold_case(external_id)) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX external_users_one_per_email_without_id
  ON external_users (connected_account_id, fold_case(email)) WHERE external_id IS NULL AND removed_at IS NULL;
CREATE INDEX external_users_by_email ON external_users (connected_account_id, fold_case(email));
CREATE INDEX providers_by_email ON providers (account_id, fold_case(email)) WHERE active;

-- ConsentBrowser1764009001000
ALTER TABLE oauth_states ADD COLUMN browser bytea;

-- PairList1764009800000
CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN fold_case(normalize(value, NFC));
CREATE FUNCTION sort_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN NULLIF(
  left(btrim(regexp_replace(normalize(search_fold(value), NFD), '[\u0300-\u036f]', '', 'g')), 100), '');
ALTER TABLE services
  ADD search_text text COLLATE "C" GENERATED ALWAYS AS (search_fold(name)) STORED,
  ADD sort_name   text COLLATE "C" GENERATED ALWAYS AS (coalesce(sort_fold(name), '')) STORED;
ALTER TABLE providers
  ADD search_text text COLLATE "C" GENERATED ALWAYS AS (
    search_fold(coalesce(display_name, '') || E'\n' || coalesce(email, ''))) STORED,
  ADD sort_name   text COLLATE "C" GENERATED ALWAYS AS (sort_fold(display_name)) STORED;
ALTER TABLE external_users
  ADD search_text text COLLATE "C" GENERATED ALWAYS AS (search_fold(
    btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) || E'\n' || coalesce(email, ''))) STORED,
  ADD sort_name_up   text COLLATE "C" GENERATED ALWAYS AS (coalesce(sort_fold(first_name), E'\U0010FFFF') || E'\x01' || coalesce(sort_fold(last_name), E'\U0010FFFF') || E'\x01' || coalesce(sort_fold(email), E'\U0010FFFF')) STORED,
  ADD sort_name_down text COLLATE "C" GENERATED ALWAYS AS (coalesce(sort_fold(first_name), '') || E'\x01' || coalesce(sort_fold(last_name), '') || E'\x01' || coalesce(sort_fold(email), '')) STORED;
CREATE INDEX services_by_name ON services (account_id, sort_name, id) WHERE live;
CREATE INDEX providers_by_name ON providers (account_id, sort_name, id);
CREATE INDEX external_users_by_name_up ON external_users (account_id, sort_name_up, id);
CREATE INDEX external_users_by_name_down ON external_users (account_id, sort_name_down, id);
CREATE INDEX service_providers_of_account ON service_providers (account_id, service_id, provider_id)
  INCLUDE (host_state, connected_account_id, external_user_id, resolved_by) WHERE in_catalog AND service_live;
CREATE INDEX service_providers_unassigned ON service_providers (account_id, service_id, provider_id)
  WHERE in_catalog AND service_live AND host_state = 'unassigned';
CREATE INDEX service_providers_by_host_and_provider ON service_providers (external_user_id, provider_id, service_id)
  WHERE external_user_id IS NOT NULL;
DROP INDEX service_providers_by_host;
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX services_by_text ON services USING gin (search_text gin_trgm_ops);
  CREATE INDEX providers_by_text ON providers USING gin (search_text gin_trgm_ops);
  CREATE INDEX external_users_by_text ON external_users USING gin (search_text gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE WARNING 'pg_trgm is not there (%): searches read all names of an account', SQLERRM;
END $$;

-- What TypeORM notes of each.
CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL);
INSERT INTO migrations ("timestamp", name) VALUES
  (1764000000000, 'Accounts1764000000000'),
  (1764000001000, 'Directory1764000001000'),
  (1764000002000, 'ServiceProviders1764000002000'),
  (1764000003000, 'Outbox1764000003000'),
  (1764000004000, 'DirectoryWork1764000004000'),
  (1764000005000, 'Messaging1764000005000'),
  (1764001000000, 'LeaseIncarnation1764001000000'),
  (1764003000000, 'ParkedBytes1764003000000'),
  (1764002000000, 'Recovery1764002000000'),
  (1764006000000, 'CredentialChanges1764006000000'),
  (1764007000000, 'Batches1764007000000'),
  (1764007001000, 'HostLost1764007001000'),
  (1764009000000, 'FoldCase1764009000000'),
  (1764009001000, 'ConsentBrowser1764009001000'),
  (1764009800000, 'PairList1764009800000');
