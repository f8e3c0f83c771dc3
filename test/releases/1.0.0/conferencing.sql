-- The database of conferencing as `migrate` of release 1.0.0 makes it.

CREATE TABLE IF NOT EXISTS migrated_schema (
    object     text PRIMARY KEY,
    definition text NOT NULL
  );

TRUNCATE migrated_schema;

CREATE TABLE IF NOT EXISTS library_migrations (
    library    text NOT NULL,
    name       text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (library, name)
  );

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

INSERT INTO library_migrations (library, name) VALUES ('outbox', '0001-outbox');

CREATE TABLE IF NOT EXISTS library_migrations (
    library    text NOT NULL,
    name       text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (library, name)
  );

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

INSERT INTO library_migrations (library, name) VALUES ('messaging', '0001-messaging');

CREATE TABLE "migrations" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id"));

CREATE TABLE accounts (
        id         text PRIMARY KEY,
        name       text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX accounts_in_order ON accounts (created_at, id);

      -- Only the SHA-256 of a token is kept: it is 256 random bits, so nothing slower is needed to keep it secret.
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

      -- Unlogged: after a crash everybody starts a new window, which is no harm.
      CREATE UNLOGGED TABLE rate_limits (
        key               text PRIMARY KEY,
        window_started_at timestamptz NOT NULL,
        used              integer NOT NULL
      ) WITH (fillfactor = 50);

      -- Changes of credentials that wait to be sent to read-models.
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

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000000000', 'Accounts1795000000000');

-- Says which emails and ids are the same in any case. It does not depend on the locale of the database, and it
      -- knows the final sigma, the Kelvin sign and the dotted I.
      CREATE FUNCTION fold_case(value text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN casefold(lower(value COLLATE pg_c_utf8));

      -- What is searched and what it is searched by are folded alike, and a letter with an accent is one letter.
      CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN fold_case(normalize(value, NFC));

      -- Accents are left out, so that "Ärzte" stands beside "Arzt" although code points are compared. The key is cut to
      -- 100 characters: a row of an index holds 2,704 bytes, and names may be longer.
      CREATE FUNCTION sort_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN NULLIF(
        left(btrim(regexp_replace(normalize(search_fold(value), NFD), '[\u0300-\u036f]', '', 'g')), 100), '');

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000001000', 'Folding1795000001000');

-- status_at: when somebody last said what the status is; what is known from before that changes nothing any more.
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
        ON connected_accounts (fold_case(external_account_id)) WHERE provider = 'zoom_admin';
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

      -- removed_at: Zoom no longer has this user. The row stays, so that the pairs that have this host can say so, and
      -- so that the same Zoom user coming back is the same external user.
      -- field_events: when it happened what a webhook wrote into a field last, {field: {at}}, in milliseconds; a sync
      -- empties it.
      -- sort_name_up and sort_name_down: what is empty stands last in ascending and in descending order.
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
        updated_at           timestamptz NOT NULL,
        search_text          text COLLATE "C" GENERATED ALWAYS AS (search_fold(
          btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) || E'\n' || coalesce(email, ''))) STORED,
        sort_name_up         text COLLATE "C" GENERATED ALWAYS AS (
          coalesce(sort_fold(first_name), E'\U0010FFFF') || E'\x01' || coalesce(sort_fold(last_name), E'\U0010FFFF')
          || E'\x01' || coalesce(sort_fold(email), E'\U0010FFFF')) STORED,
        sort_name_down       text COLLATE "C" GENERATED ALWAYS AS (
          coalesce(sort_fold(first_name), '') || E'\x01' || coalesce(sort_fold(last_name), '')
          || E'\x01' || coalesce(sort_fold(email), '')) STORED
      );

      -- Zoom writes the same user id in different case in webhooks and in its API.
      CREATE UNIQUE INDEX external_users_one_per_external_id
        ON external_users (connected_account_id, fold_case(external_id)) WHERE external_id IS NOT NULL;
      CREATE UNIQUE INDEX external_users_one_per_email_without_id
        ON external_users (connected_account_id, fold_case(email)) WHERE external_id IS NULL AND removed_at IS NULL;
      CREATE INDEX external_users_by_email ON external_users (connected_account_id, fold_case(email));
      CREATE INDEX external_users_in_order ON external_users (connected_account_id, created_at, id);
      CREATE INDEX external_users_by_name_up ON external_users (account_id, sort_name_up, id);
      CREATE INDEX external_users_by_name_down ON external_users (account_id, sort_name_down, id);

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

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000002000', 'Directory1795000002000');

-- Ids compare by their bytes, so that a walk over all keys has one order everywhere.
      -- catalog_version: the highest version of a catalog record that was applied; null while only REST has written.
      CREATE TABLE services (
        id              text COLLATE "C" PRIMARY KEY,
        account_id      text NOT NULL REFERENCES accounts (id),
        name            text,
        live            boolean NOT NULL,
        catalog_version bigint,
        created_at      timestamptz NOT NULL,
        updated_at      timestamptz NOT NULL,
        search_text     text COLLATE "C" GENERATED ALWAYS AS (search_fold(name)) STORED,
        sort_name       text COLLATE "C" GENERATED ALWAYS AS (coalesce(sort_fold(name), '')) STORED
      );
      CREATE INDEX services_in_order ON services (account_id, id) WHERE live;
      CREATE INDEX services_by_name ON services (account_id, sort_name, id) WHERE live;

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
        updated_at      timestamptz NOT NULL,
        search_text     text COLLATE "C" GENERATED ALWAYS AS (
          search_fold(coalesce(display_name, '') || E'\n' || coalesce(email, ''))) STORED,
        sort_name       text COLLATE "C" GENERATED ALWAYS AS (sort_fold(display_name)) STORED
      );
      CREATE INDEX providers_in_order ON providers (account_id, id);
      CREATE INDEX providers_by_email ON providers (account_id, fold_case(email)) WHERE active;
      CREATE INDEX providers_by_name ON providers (account_id, sort_name, id);

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000003000', 'Catalog1795000003000');

-- change … tombstone_id and batch_id describe the last record of the pair's key in the topic, so that it can be
      -- sent again.
      -- host_lost: the connection was deleted, until somebody assigns or clears the pair on purpose.
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
        batch_id             text,
        host_lost            boolean NOT NULL DEFAULT false,
        PRIMARY KEY (service_id, provider_id),
        CHECK ((external_user_id IS NULL) = (connected_account_id IS NULL)),
        CHECK ((external_user_id IS NULL) = (resource IS NULL)),
        CHECK ((external_user_id IS NULL) = (host_state = 'unassigned')),
        CHECK (external_user_id IS NULL OR (in_catalog AND service_live AND provider_active)),
        CHECK (NOT (host_lost AND external_user_id IS NOT NULL))
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
      CREATE INDEX service_providers_by_provider ON service_providers (provider_id);

      -- Also tells how many providers a host has.
      CREATE INDEX service_providers_by_host_and_provider ON service_providers (external_user_id, provider_id, service_id)
        WHERE external_user_id IS NOT NULL;

      -- All that counting by cause needs. A pair that has a host has an active provider.
      CREATE INDEX service_providers_needing_attention ON service_providers (account_id, service_id, provider_id)
        INCLUDE (host_state)
        WHERE in_catalog AND service_live AND provider_active AND (host_state NOT IN ('ready', 'unassigned') OR host_lost);

      -- All that counting and filtering needs: it never reads the pairs' rows, which hold the resource and are wide.
      CREATE INDEX service_providers_of_account ON service_providers (account_id, service_id, provider_id)
        INCLUDE (host_state, connected_account_id, external_user_id, resolved_by) WHERE in_catalog AND service_live;
      CREATE INDEX service_providers_unassigned ON service_providers (account_id, service_id, provider_id)
        WHERE in_catalog AND service_live AND host_state = 'unassigned';

      -- One row for each statement that changed hosts, with an array element for each pair that it changed: a user id, or
      -- null for nobody. A batch that only refreshed pairs has empty arrays.
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

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000004000', 'Pairs1795000004000');

-- run: number of the newest sync that began; finished: of the newest that ended, with its failure if it had one.
      -- listed_at: when the listing began that the users were last brought in line with; older webhooks tell nothing new.
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

      -- What a sync has listed so far. A crash may empty it: the sync is then gone as well.
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

      -- digest: over the raw body, so that the same delivery twice is one event.
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

      -- Consents under way. The state itself is signed; the row is what makes it work once.
      -- browser: a consent that a browser began ends in that browser.
      CREATE TABLE oauth_states (
        digest           bytea PRIMARY KEY,
        account_id       text NOT NULL REFERENCES accounts (id),
        connection_scope text NOT NULL,
        user_id          text,
        actor            text NOT NULL,
        expires_at       timestamptz NOT NULL,
        browser          bytea
      );
      CREATE INDEX oauth_states_by_expiry ON oauth_states (expires_at);

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000005000', 'DirectoryWork1795000005000');

DO $$
      BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX services_by_text ON services USING gin (search_text gin_trgm_ops);
        CREATE INDEX providers_by_text ON providers USING gin (search_text gin_trgm_ops);
        CREATE INDEX external_users_by_text ON external_users USING gin (search_text gin_trgm_ops);
      EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE WARNING 'pg_trgm is not there (%): searches read all names of an account', SQLERRM;
      END $$;

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795000006000', 'TextSearch1795000006000');

CREATE OR REPLACE FUNCTION rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

CREATE OR REPLACE FUNCTION connected_account_json(ca connected_accounts) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_object(
    'id', (ca).id, 'object', 'connected_account', 'provider', (ca).provider, 'status', (ca).status,
    'connection_scope', (ca).connection_scope, 'display_name', (ca).display_name, 'email', (ca).email,
    'external_account_id', (ca).external_account_id, 'external_subject', (ca).external_subject,
    'user_id', (ca).user_id, 'created_at', rfc3339((ca).created_at), 'updated_at', rfc3339((ca).updated_at));

CREATE OR REPLACE FUNCTION external_user_json(eu external_users) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_object(
    'id', (eu).id, 'object', 'external_user', 'email', (eu).email,
    'first_name', (eu).first_name, 'last_name', (eu).last_name,
    'status', CASE WHEN (eu).removed_at IS NULL THEN (eu).status END);

CREATE OR REPLACE FUNCTION conferencing_resource(service_id text, provider_id text, ca jsonb, eu jsonb)
  RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object(
    'object', 'service_provider_conferencing', 'service_id', service_id, 'provider_id', provider_id,
    'conferencing_provider', ca -> 'provider', 'connected_account', ca, 'external_user', eu);

CREATE OR REPLACE FUNCTION conferencing_host_state(account_status text, host_status text, host_removed boolean)
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN account_status = 'reconnect_required' THEN 'account_reconnect_required'
    WHEN account_status = 'insufficient_permissions' THEN 'account_insufficient_permissions'
    WHEN host_removed THEN 'host_removed'
    WHEN host_status = 'active' THEN 'ready'
    WHEN host_status = 'pending' THEN 'host_pending'
    ELSE 'host_inactive'
  END;

CREATE OR REPLACE FUNCTION conferencing_event(sp service_providers, previous jsonb)
  RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN json_build_object(
    'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
    'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
    'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
    'actor', (sp).actor, 'batch_id', (sp).batch_id, 'host_state', (sp).host_state,
    'data', (sp).resource, 'previous', previous)::text;

CREATE OR REPLACE FUNCTION new_event_id() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE
  RETURN 'evt_' || right(gen_random_uuid()::text, 12);

CREATE TABLE IF NOT EXISTS migrated_functions (
    digest     text PRIMARY KEY,
    applied_at timestamptz NOT NULL
  );

INSERT INTO migrated_functions VALUES ('4e4fbe9ee3ed9e38d9580f097d3d938c6600024b4dd93a52bf9c7226e9d8cbfa', clock_timestamp())
  ON CONFLICT (digest) DO UPDATE SET applied_at = excluded.applied_at;

WITH described AS (
    SELECT oid, CASE WHEN nspname = current_schema() THEN '' ELSE nspname || '.' END AS prefix
    FROM pg_namespace WHERE nspname = current_schema() OR nspname = ANY ('{}')
  ), tables AS (
  SELECT relation.oid, prefix || relname AS name, relkind, relpersistence, reloptions, reltoastrelid, prefix
  FROM pg_class AS relation JOIN described ON described.oid = relation.relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relname <> ALL ('{"migrations","migrations_id_seq","library_migrations","migrated_functions","migrated_schema"}')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = relation.oid AND deptype = 'e')
  ), columns AS (
  SELECT attrelid, string_agg(
    attname || ' ' || format_type(atttypid, atttypmod)
      || CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation::text ELSE '' END
      || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
      || CASE WHEN attidentity <> '' THEN ' IDENTITY ' || attidentity::text ELSE '' END
      || coalesce(CASE WHEN attgenerated <> '' THEN ' GENERATED ' ELSE ' DEFAULT ' END
           || pg_get_expr(adbin, adrelid, true), ''), E'\n' ORDER BY attname COLLATE "C") AS columns
  FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped AND attrelid IN (SELECT oid FROM tables)
  GROUP BY attrelid
  )
  SELECT CASE relpersistence WHEN 'u' THEN 'unlogged table ' ELSE 'table ' END || name AS object,
    coalesce(columns, '') AS definition
  FROM tables LEFT JOIN columns ON attrelid = oid WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT 'storage of ' || name, (
    SELECT coalesce(string_agg(option, ', ' ORDER BY option), '') FROM (
      SELECT unnest(tables.reloptions) UNION ALL
      SELECT 'toast.' || unnest(toast.reloptions) FROM pg_class AS toast WHERE toast.oid = reltoastrelid
    ) AS options (option))
  FROM tables WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT 'view ' || name, pg_get_viewdef(oid, true) FROM tables WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 'sequence ' || name, concat_ws(' ', format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache)
  FROM tables JOIN pg_sequence ON seqrelid = oid
  UNION ALL
  SELECT 'index ' || prefix || relname,
    pg_get_indexdef(indexrelid, 0, true) || CASE WHEN indisvalid THEN '' ELSE ' (invalid)' END
  FROM tables JOIN pg_index ON indrelid = tables.oid JOIN pg_class AS index ON index.oid = indexrelid
  UNION ALL
  SELECT 'constraint ' || conname || ' on ' || name, pg_get_constraintdef(pg_constraint.oid, true)
  FROM tables JOIN pg_constraint ON conrelid = tables.oid WHERE contype <> 'n'
  UNION ALL
  SELECT 'trigger ' || tgname || ' on ' || name, pg_get_triggerdef(pg_trigger.oid, true) || ' ' || tgenabled::text
  FROM tables JOIN pg_trigger ON tgrelid = tables.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT 'function ' || prefix || proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
    regexp_replace(concat_ws(' ', pg_get_function_result(pg_proc.oid), lanname, provolatile, proparallel,
      CASE WHEN proisstrict THEN 'STRICT' END, CASE WHEN prosecdef THEN 'SECURITY DEFINER' END, proconfig::text,
      coalesce(pg_get_function_sqlbody(pg_proc.oid), prosrc)), '\s+', ' ', 'g')
  FROM pg_proc JOIN described ON described.oid = pronamespace JOIN pg_language ON pg_language.oid = prolang
  WHERE prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
  ORDER BY object;

CREATE TABLE IF NOT EXISTS migrated_schema (
    object     text PRIMARY KEY,
    definition text NOT NULL
  );

TRUNCATE migrated_schema;

INSERT INTO migrated_schema SELECT * FROM unnest('{"constraint account_tokens_account_id_fkey on account_tokens","constraint account_tokens_pkey on account_tokens","constraint account_tokens_token_hash_key on account_tokens","constraint accounts_pkey on accounts","constraint batch_changes_account_id_fkey on batch_changes","constraint batch_changes_pkey on batch_changes","constraint connected_account_credentials_connected_account_id_fkey on connected_account_credentials","constraint connected_account_credentials_pkey on connected_account_credentials","constraint connected_accounts_account_id_fkey on connected_accounts","constraint connected_accounts_connection_scope_check on connected_accounts","constraint connected_accounts_pkey on connected_accounts","constraint connected_accounts_provider_check on connected_accounts","constraint connected_accounts_status_check on connected_accounts","constraint consumer_offsets_pkey on consumer_offsets","constraint credential_changes_pkey on credential_changes","constraint directory_syncs_connected_account_id_fkey on directory_syncs","constraint directory_syncs_pkey on directory_syncs","constraint external_users_connected_account_id_fkey on external_users","constraint external_users_pkey on external_users","constraint oauth_states_account_id_fkey on oauth_states","constraint oauth_states_pkey on oauth_states","constraint outbox_blocked_keys_pkey on outbox_blocked_keys","constraint outbox_leases_pkey on outbox_leases","constraint outbox_lost_keys_pkey on outbox_lost_keys","constraint outbox_pkey on outbox","constraint outbox_relays_pkey on outbox_relays","constraint outbox_topics_pkey on outbox_topics","constraint parked_records_pkey on parked_records","constraint parked_records_state_check on parked_records","constraint providers_account_id_fkey on providers","constraint providers_pkey on providers","constraint rate_limits_pkey on rate_limits","constraint service_providers_account_id_fkey on service_providers","constraint service_providers_check on service_providers","constraint service_providers_check1 on service_providers","constraint service_providers_check2 on service_providers","constraint service_providers_check3 on service_providers","constraint service_providers_check4 on service_providers","constraint service_providers_pkey on service_providers","constraint services_account_id_fkey on services","constraint services_pkey on services","constraint signing_keys_account_id_fkey on signing_keys","constraint signing_keys_pkey on signing_keys","constraint user_mappings_connected_account_id_fkey on user_mappings","constraint user_mappings_external_user_id_fkey on user_mappings","constraint user_mappings_pkey on user_mappings","constraint user_mappings_source_check on user_mappings","constraint webhook_events_digest_key on webhook_events","constraint webhook_events_pkey on webhook_events","function conferencing_event(sp service_providers, previous jsonb)","function conferencing_host_state(account_status text, host_status text, host_removed boolean)","function conferencing_resource(service_id text, provider_id text, ca jsonb, eu jsonb)","function connected_account_json(ca connected_accounts)","function external_user_json(eu external_users)","function fold_case(value text)","function new_event_id()","function rfc3339(at timestamp with time zone)","function search_fold(value text)","function sort_fold(value text)","index account_tokens_in_order","index account_tokens_pkey","index account_tokens_token_hash_key","index accounts_in_order","index accounts_pkey","index batch_changes_by_age","index batch_changes_by_batch","index batch_changes_pkey","index connected_account_credentials_pkey","index connected_accounts_by_account","index connected_accounts_by_zoom_account","index connected_accounts_due_for_sync","index connected_accounts_one_per_zoom_account","index connected_accounts_pkey","index consumer_offsets_pkey","index credential_changes_pkey","index directory_syncs_pkey","index external_users_by_email","index external_users_by_name_down","index external_users_by_name_up","index external_users_by_text","index external_users_in_order","index external_users_one_per_email_without_id","index external_users_one_per_external_id","index external_users_pkey","index listed_users_by_run","index oauth_states_by_expiry","index oauth_states_pkey","index outbox_blocked_keys_partition","index outbox_blocked_keys_pkey","index outbox_leases_pkey","index outbox_lost_keys_pkey","index outbox_pkey","index outbox_relays_pkey","index outbox_topics_pkey","index parked_records_key","index parked_records_pkey","index parked_records_retry","index providers_by_email","index providers_by_name","index providers_by_text","index providers_in_order","index providers_pkey","index rate_limits_pkey","index service_providers_by_host_and_provider","index service_providers_by_provider","index service_providers_needing_attention","index service_providers_of_account","index service_providers_pkey","index service_providers_unassigned","index services_by_name","index services_by_text","index services_in_order","index services_pkey","index signing_keys_in_order","index signing_keys_pkey","index user_mappings_by_external_user","index user_mappings_by_provider","index user_mappings_pkey","index webhook_events_by_age","index webhook_events_digest_key","index webhook_events_pkey","index webhook_events_waiting","sequence batch_changes_id_seq","sequence listed_users_position_seq","sequence outbox_seq","sequence parked_records_id_seq","sequence webhook_events_id_seq","storage of account_tokens","storage of accounts","storage of batch_changes","storage of connected_account_credentials","storage of connected_accounts","storage of consumer_offsets","storage of credential_changes","storage of directory_syncs","storage of external_users","storage of listed_users","storage of oauth_states","storage of outbox","storage of outbox_blocked_keys","storage of outbox_leases","storage of outbox_lost_keys","storage of outbox_relays","storage of outbox_topics","storage of parked_records","storage of providers","storage of rate_limits","storage of service_providers","storage of services","storage of signing_keys","storage of user_mappings","storage of webhook_events","table account_tokens","table accounts","table batch_changes","table connected_account_credentials","table connected_accounts","table consumer_offsets","table credential_changes","table directory_syncs","table external_users","table oauth_states","table outbox","table outbox_blocked_keys","table outbox_leases","table outbox_lost_keys","table outbox_relays","table outbox_topics","table parked_records","table providers","table service_providers","table services","table signing_keys","table user_mappings","table webhook_events","unlogged table listed_users","unlogged table rate_limits","described by"}'::text[],  E'{"FOREIGN KEY (account_id) REFERENCES accounts(id)","PRIMARY KEY (id)","UNIQUE (token_hash)","PRIMARY KEY (id)","FOREIGN KEY (account_id) REFERENCES accounts(id)","PRIMARY KEY (id)","FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE","PRIMARY KEY (connected_account_id)","FOREIGN KEY (account_id) REFERENCES accounts(id)","CHECK (connection_scope = ANY (ARRAY[''user''::text, ''account''::text]))","PRIMARY KEY (id)","CHECK (provider = ANY (ARRAY[''google''::text, ''microsoft''::text, ''zoom_admin''::text]))","CHECK (status = ANY (ARRAY[''active''::text, ''reconnect_required''::text, ''insufficient_permissions''::text]))","PRIMARY KEY (consumer, topic, partition)","PRIMARY KEY (id)","FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE","PRIMARY KEY (connected_account_id)","FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE","PRIMARY KEY (id)","FOREIGN KEY (account_id) REFERENCES accounts(id)","PRIMARY KEY (digest)","PRIMARY KEY (aggregateid)","PRIMARY KEY (partition)","PRIMARY KEY (aggregateid)","PRIMARY KEY (partition, seq)","PRIMARY KEY (owner)","PRIMARY KEY (topic)","PRIMARY KEY (id)","CHECK (state = ANY (ARRAY[''parked''::text, ''waiting''::text, ''deferred''::text, ''retry_requested''::text, ''retrying''::text]))","FOREIGN KEY (account_id) REFERENCES accounts(id)","PRIMARY KEY (id)","PRIMARY KEY (key)","FOREIGN KEY (account_id) REFERENCES accounts(id)","CHECK ((external_user_id IS NULL) = (connected_account_id IS NULL))","CHECK ((external_user_id IS NULL) = (resource IS NULL))","CHECK ((external_user_id IS NULL) = (host_state = ''unassigned''::text))","CHECK (external_user_id IS NULL OR in_catalog AND service_live AND provider_active)","CHECK (NOT (host_lost AND external_user_id IS NOT NULL))","PRIMARY KEY (service_id, provider_id)","FOREIGN KEY (account_id) REFERENCES accounts(id)","PRIMARY KEY (id)","FOREIGN KEY (account_id) REFERENCES accounts(id)","PRIMARY KEY (id)","FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE","FOREIGN KEY (external_user_id) REFERENCES external_users(id) ON DELETE CASCADE","PRIMARY KEY (connected_account_id, provider_id)","CHECK (source = ANY (ARRAY[''auto''::text, ''manual''::text]))","UNIQUE (digest)","PRIMARY KEY (id)","text sql s s RETURN (json_build_object(''id'', (sp).event_id, ''type'', ''conferencing.updated'', ''account_id'', (sp).account_id, ''service_id'', (sp).service_id, ''provider_id'', (sp).provider_id, ''version'', (sp).version, ''occurred_at'', rfc3339((sp).occurred_at), ''change'', (sp).change, ''reason'', (sp).reason, ''actor'', (sp).actor, ''batch_id'', (sp).batch_id, ''host_state'', (sp).host_state, ''data'', (sp).resource, ''previous'', previous))::text","text sql i s RETURN CASE WHEN (account_status = ''reconnect_required''::text) THEN ''account_reconnect_required''::text WHEN (account_status = ''insufficient_permissions''::text) THEN ''account_insufficient_permissions''::text WHEN host_removed THEN ''host_removed''::text WHEN (host_status = ''active''::text) THEN ''ready''::text WHEN (host_status = ''pending''::text) THEN ''host_pending''::text ELSE ''host_inactive''::text END","jsonb sql i s RETURN jsonb_build_object(''object'', ''service_provider_conferencing'', ''service_id'', service_id, ''provider_id'', provider_id, ''conferencing_provider'', (ca -> ''provider''::text), ''connected_account'', ca, ''external_user'', eu)","jsonb sql s s RETURN jsonb_build_object(''id'', (ca).id, ''object'', ''connected_account'', ''provider'', (ca).provider, ''status'', (ca).status, ''connection_scope'', (ca).connection_scope, ''display_name'', (ca).display_name, ''email'', (ca).email, ''external_account_id'', (ca).external_account_id, ''external_subject'', (ca).external_subject, ''user_id'', (ca).user_id, ''created_at'', rfc3339((ca).created_at), ''updated_at'', rfc3339((ca).updated_at))","jsonb sql s s RETURN jsonb_build_object(''id'', (eu).id, ''object'', ''external_user'', ''email'', (eu).email, ''first_name'', (eu).first_name, ''last_name'', (eu).last_name, ''status'', CASE WHEN ((eu).removed_at IS NULL) THEN (eu).status ELSE NULL::text END)","text sql i s STRICT RETURN casefold(lower((value COLLATE pg_c_utf8)))","text sql v s RETURN (''evt_''::text || \\"right\\"((gen_random_uuid())::text, 12))","text sql s s RETURN to_char((at AT TIME ZONE ''UTC''::text), ''YYYY-MM-DD\\"T\\"HH24:MI:SS.MS\\"Z\\"''::text)","text sql i s STRICT RETURN fold_case(NORMALIZE(value, NFC))","text sql i s STRICT RETURN NULLIF(\\"left\\"(btrim(regexp_replace(NORMALIZE(search_fold(value), NFD), ''[\\\\u0300-\\\\u036f]''::text, ''''::text, ''g''::text)), 100), ''''::text)","CREATE INDEX account_tokens_in_order ON account_tokens USING btree (account_id, created_at, id)","CREATE UNIQUE INDEX account_tokens_pkey ON account_tokens USING btree (id)","CREATE UNIQUE INDEX account_tokens_token_hash_key ON account_tokens USING btree (token_hash)","CREATE INDEX accounts_in_order ON accounts USING btree (created_at, id)","CREATE UNIQUE INDEX accounts_pkey ON accounts USING btree (id)","CREATE INDEX batch_changes_by_age ON batch_changes USING btree (occurred_at)","CREATE INDEX batch_changes_by_batch ON batch_changes USING btree (batch_id)","CREATE UNIQUE INDEX batch_changes_pkey ON batch_changes USING btree (id)","CREATE UNIQUE INDEX connected_account_credentials_pkey ON connected_account_credentials USING btree (connected_account_id)","CREATE INDEX connected_accounts_by_account ON connected_accounts USING btree (account_id, created_at, id)","CREATE INDEX connected_accounts_by_zoom_account ON connected_accounts USING btree (fold_case(external_account_id)) WHERE provider = ''zoom_admin''::text","CREATE INDEX connected_accounts_due_for_sync ON connected_accounts USING btree (next_sync_at) WHERE provider = ''zoom_admin''::text","CREATE UNIQUE INDEX connected_accounts_one_per_zoom_account ON connected_accounts USING btree (account_id, external_account_id) WHERE provider = ''zoom_admin''::text","CREATE UNIQUE INDEX connected_accounts_pkey ON connected_accounts USING btree (id)","CREATE UNIQUE INDEX consumer_offsets_pkey ON consumer_offsets USING btree (consumer, topic, partition)","CREATE UNIQUE INDEX credential_changes_pkey ON credential_changes USING btree (id)","CREATE UNIQUE INDEX directory_syncs_pkey ON directory_syncs USING btree (connected_account_id)","CREATE INDEX external_users_by_email ON external_users USING btree (connected_account_id, fold_case(email))","CREATE INDEX external_users_by_name_down ON external_users USING btree (account_id, sort_name_down, id)","CREATE INDEX external_users_by_name_up ON external_users USING btree (account_id, sort_name_up, id)","CREATE INDEX external_users_by_text ON external_users USING gin (search_text gin_trgm_ops)","CREATE INDEX external_users_in_order ON external_users USING btree (connected_account_id, created_at, id)","CREATE UNIQUE INDEX external_users_one_per_email_without_id ON external_users USING btree (connected_account_id, fold_case(email)) WHERE external_id IS NULL AND removed_at IS NULL","CREATE UNIQUE INDEX external_users_one_per_external_id ON external_users USING btree (connected_account_id, fold_case(external_id)) WHERE external_id IS NOT NULL","CREATE UNIQUE INDEX external_users_pkey ON external_users USING btree (id)","CREATE INDEX listed_users_by_run ON listed_users USING btree (connected_account_id, run)","CREATE INDEX oauth_states_by_expiry ON oauth_states USING btree (expires_at)","CREATE UNIQUE INDEX oauth_states_pkey ON oauth_states USING btree (digest)","CREATE INDEX outbox_blocked_keys_partition ON outbox_blocked_keys USING btree (partition)","CREATE UNIQUE INDEX outbox_blocked_keys_pkey ON outbox_blocked_keys USING btree (aggregateid)","CREATE UNIQUE INDEX outbox_leases_pkey ON outbox_leases USING btree (partition)","CREATE UNIQUE INDEX outbox_lost_keys_pkey ON outbox_lost_keys USING btree (aggregateid)","CREATE UNIQUE INDEX outbox_pkey ON outbox USING btree (partition, seq)","CREATE UNIQUE INDEX outbox_relays_pkey ON outbox_relays USING btree (owner)","CREATE UNIQUE INDEX outbox_topics_pkey ON outbox_topics USING btree (topic)","CREATE INDEX parked_records_key ON parked_records USING btree (consumer, topic, partition, key_hash, \\"offset\\")","CREATE UNIQUE INDEX parked_records_pkey ON parked_records USING btree (id)","CREATE INDEX parked_records_retry ON parked_records USING btree (consumer, topic, partition) WHERE state = ANY (ARRAY[''deferred''::text, ''retry_requested''::text, ''retrying''::text])","CREATE INDEX providers_by_email ON providers USING btree (account_id, fold_case(email)) WHERE active","CREATE INDEX providers_by_name ON providers USING btree (account_id, sort_name, id)","CREATE INDEX providers_by_text ON providers USING gin (search_text gin_trgm_ops)","CREATE INDEX providers_in_order ON providers USING btree (account_id, id)","CREATE UNIQUE INDEX providers_pkey ON providers USING btree (id)","CREATE UNIQUE INDEX rate_limits_pkey ON rate_limits USING btree (key)","CREATE INDEX service_providers_by_host_and_provider ON service_providers USING btree (external_user_id, provider_id, service_id) WHERE external_user_id IS NOT NULL","CREATE INDEX service_providers_by_provider ON service_providers USING btree (provider_id)","CREATE INDEX service_providers_needing_attention ON service_providers USING btree (account_id, service_id, provider_id) INCLUDE (host_state) WHERE in_catalog AND service_live AND provider_active AND ((host_state <> ALL (ARRAY[''ready''::text, ''unassigned''::text])) OR host_lost)","CREATE INDEX service_providers_of_account ON service_providers USING btree (account_id, service_id, provider_id) INCLUDE (host_state, connected_account_id, external_user_id, resolved_by) WHERE in_catalog AND service_live","CREATE UNIQUE INDEX service_providers_pkey ON service_providers USING btree (service_id, provider_id)","CREATE INDEX service_providers_unassigned ON service_providers USING btree (account_id, service_id, provider_id) WHERE in_catalog AND service_live AND host_state = ''unassigned''::text","CREATE INDEX services_by_name ON services USING btree (account_id, sort_name, id) WHERE live","CREATE INDEX services_by_text ON services USING gin (search_text gin_trgm_ops)","CREATE INDEX services_in_order ON services USING btree (account_id, id) WHERE live","CREATE UNIQUE INDEX services_pkey ON services USING btree (id)","CREATE INDEX signing_keys_in_order ON signing_keys USING btree (account_id, created_at, id)","CREATE UNIQUE INDEX signing_keys_pkey ON signing_keys USING btree (id)","CREATE INDEX user_mappings_by_external_user ON user_mappings USING btree (external_user_id)","CREATE INDEX user_mappings_by_provider ON user_mappings USING btree (provider_id)","CREATE UNIQUE INDEX user_mappings_pkey ON user_mappings USING btree (connected_account_id, provider_id)","CREATE INDEX webhook_events_by_age ON webhook_events USING btree (received_at)","CREATE UNIQUE INDEX webhook_events_digest_key ON webhook_events USING btree (digest)","CREATE UNIQUE INDEX webhook_events_pkey ON webhook_events USING btree (id)","CREATE INDEX webhook_events_waiting ON webhook_events USING btree (next_attempt_at) WHERE next_attempt_at IS NOT NULL","bigint 1 1 1 9223372036854775807 1","bigint 1 1 1 9223372036854775807 1","bigint 1 1 1 9223372036854775807 1","bigint 1 1 1 9223372036854775807 1","bigint 1 1 1 9223372036854775807 1","","","","","","fillfactor=50","fillfactor=50","","","","","autovacuum_analyze_scale_factor=0, autovacuum_analyze_threshold=100000, autovacuum_vacuum_cost_delay=0, autovacuum_vacuum_insert_threshold=-1, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=20000, toast_tuple_target=4080, vacuum_truncate=false","","","","","","","","fillfactor=50","autovacuum_vacuum_scale_factor=0.05, fillfactor=70","","","","","account_id text NOT NULL
created_at timestamp with time zone NOT NULL
id text NOT NULL
name text NOT NULL
revoked_at timestamp with time zone
token_hash text NOT NULL","created_at timestamp with time zone NOT NULL
id text NOT NULL
name text NOT NULL","account_id text NOT NULL
batch_id text NOT NULL
hosts_after text[] NOT NULL
hosts_before text[] NOT NULL
id bigint NOT NULL IDENTITY a
occurred_at timestamp with time zone NOT NULL
provider_ids text[] NOT NULL
service_ids text[] NOT NULL","account_id text NOT NULL
connected_account_id text NOT NULL
key_id text NOT NULL
kind text NOT NULL
revision bigint NOT NULL DEFAULT 1
sealed bytea NOT NULL
updated_at timestamp with time zone NOT NULL","account_id text NOT NULL
connection_scope text NOT NULL
created_at timestamp with time zone NOT NULL
display_name text
email text NOT NULL
external_account_id text
external_subject text NOT NULL
id text NOT NULL
next_sync_at timestamp with time zone
provider text NOT NULL
status text NOT NULL
status_at timestamp with time zone NOT NULL DEFAULT now()
updated_at timestamp with time zone NOT NULL
user_id text","alone_offset bigint
consumer text NOT NULL
epoch bigint NOT NULL DEFAULT 1
next_offset bigint NOT NULL
owner text
partition integer NOT NULL
problem text
problem_since timestamp with time zone
topic text NOT NULL
topic_id text
unfinished_claims integer NOT NULL DEFAULT 0
updated_at timestamp with time zone NOT NULL DEFAULT now()","claim text
claimed_until timestamp with time zone
doubtful boolean NOT NULL DEFAULT false
due_at timestamp with time zone NOT NULL DEFAULT now()
generation integer NOT NULL DEFAULT 1
id text NOT NULL","connected_account_id text NOT NULL
failure text
failure_detail text
finished bigint NOT NULL DEFAULT 0
lease_until timestamp with time zone
listed_at timestamp with time zone
run bigint NOT NULL
started_at timestamp with time zone NOT NULL","account_id text NOT NULL
connected_account_id text NOT NULL
created_at timestamp with time zone NOT NULL
display_name text
email text
external_id text
field_events jsonb NOT NULL DEFAULT ''{}''::jsonb
first_name text
id text NOT NULL
last_name text
licensed boolean
removed_at timestamp with time zone
search_text text COLLATE \\"C\\" GENERATED search_fold((btrim((COALESCE(first_name, ''''::text) || '' ''::text) || COALESCE(last_name, ''''::text)) || ''
''::text) || COALESCE(email, ''''::text))
sort_name_down text COLLATE \\"C\\" GENERATED (((COALESCE(sort_fold(first_name), ''''::text) || ''''::text) || COALESCE(sort_fold(last_name), ''''::text)) || ''''::text) || COALESCE(sort_fold(email), ''''::text)
sort_name_up text COLLATE \\"C\\" GENERATED (((COALESCE(sort_fold(first_name), ''􏿿''::text) || ''''::text) || COALESCE(sort_fold(last_name), ''􏿿''::text)) || ''''::text) || COALESCE(sort_fold(email), ''􏿿''::text)
status text NOT NULL
updated_at timestamp with time zone NOT NULL","account_id text NOT NULL
actor text NOT NULL
browser bytea
connection_scope text NOT NULL
digest bytea NOT NULL
expires_at timestamp with time zone NOT NULL
user_id text","aggregateid text NOT NULL
aggregatetype text NOT NULL
id text NOT NULL
occurred_at timestamp with time zone NOT NULL
partition smallint NOT NULL GENERATED ((hashtext(aggregateid) & 2147483647) % 12)
payload text
seq bigint NOT NULL DEFAULT 
CASE
    WHEN pg_current_xact_id() IS NOT NULL THEN nextval(''outbox_seq''::regclass)
    ELSE NULL::bigint
END
traceparent text
type text NOT NULL
version bigint NOT NULL","aggregateid text NOT NULL
blocked_at timestamp with time zone NOT NULL DEFAULT now()
error text NOT NULL
partition smallint NOT NULL
seq bigint NOT NULL","deadline timestamp with time zone NOT NULL DEFAULT ''-infinity''::timestamp with time zone
epoch bigint NOT NULL DEFAULT 0
incarnation text
owner text
partition smallint NOT NULL","aggregateid text NOT NULL
cleared_by text[] NOT NULL DEFAULT ''{}''::text[]
found_at timestamp with time zone NOT NULL DEFAULT now()
payload text
version bigint NOT NULL","deadline timestamp with time zone NOT NULL
owner text NOT NULL
stamp text","next_offsets bigint[] NOT NULL
problem text
topic text NOT NULL
topic_id text NOT NULL","attempts integer NOT NULL
consumer text NOT NULL
first_failed_at timestamp with time zone NOT NULL DEFAULT now()
headers jsonb NOT NULL
id bigint NOT NULL IDENTITY a
key bytea
key_hash bytea
last_failed_at timestamp with time zone NOT NULL DEFAULT now()
last_offset bigint
offset bigint NOT NULL
partition integer NOT NULL
reasons text[] NOT NULL
state text NOT NULL
timestamp_ms bigint NOT NULL
topic text NOT NULL
value bytea","account_id text NOT NULL
active boolean NOT NULL
catalog_version bigint
created_at timestamp with time zone NOT NULL
display_name text
email text
first_name text
id text COLLATE \\"C\\" NOT NULL
last_name text
search_text text COLLATE \\"C\\" GENERATED search_fold((COALESCE(display_name, ''''::text) || ''
''::text) || COALESCE(email, ''''::text))
sort_name text COLLATE \\"C\\" GENERATED sort_fold(display_name)
time_zone text
updated_at timestamp with time zone NOT NULL","account_id text NOT NULL
actor text
assignable boolean NOT NULL GENERATED in_catalog AND service_live AND provider_active
batch_id text
catalog_version bigint
change text
connected_account_id text
created_at timestamp with time zone NOT NULL DEFAULT now()
decided_at timestamp with time zone
decided_by text
event_id text
external_user_id text
host_lost boolean NOT NULL DEFAULT false
host_state text NOT NULL DEFAULT ''unassigned''::text
in_catalog boolean NOT NULL
occurred_at timestamp with time zone
provider_active boolean NOT NULL
provider_id text COLLATE \\"C\\" NOT NULL
reason text
resolved_by text
resource jsonb
service_id text COLLATE \\"C\\" NOT NULL
service_live boolean NOT NULL
tombstone_id text
version bigint NOT NULL DEFAULT 0","account_id text NOT NULL
catalog_version bigint
created_at timestamp with time zone NOT NULL
id text COLLATE \\"C\\" NOT NULL
live boolean NOT NULL
name text
search_text text COLLATE \\"C\\" GENERATED search_fold(name)
sort_name text COLLATE \\"C\\" GENERATED COALESCE(sort_fold(name), ''''::text)
updated_at timestamp with time zone NOT NULL","account_id text NOT NULL
created_at timestamp with time zone NOT NULL
id text NOT NULL
public_jwk jsonb NOT NULL
revoked_at timestamp with time zone","account_id text NOT NULL
connected_account_id text NOT NULL
created_at timestamp with time zone NOT NULL
external_user_id text NOT NULL
provider_id text COLLATE \\"C\\" NOT NULL
source text NOT NULL
updated_at timestamp with time zone NOT NULL","attempts integer NOT NULL DEFAULT 0
digest bytea NOT NULL
event jsonb
id bigint NOT NULL IDENTITY a
next_attempt_at timestamp with time zone
processed_at timestamp with time zone
received_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
traceparent text","connected_account_id text NOT NULL
display_name text
email text
external_id text
first_name text
last_name text
licensed boolean
position bigint NOT NULL IDENTITY a
run bigint NOT NULL
status text NOT NULL","key text NOT NULL
used integer NOT NULL
window_started_at timestamp with time zone NOT NULL","PostgreSQL 18, query 0a1bc342edb2da1448e88a844b732d2f7f774233a8afb98fbc4648f4ef3ff5c7"}'::text[]);
