-- The database of read-models as `migrate` of release 1.0.0 makes it.

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

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795100000000', 'Generations1795100000000');

CREATE TABLE caller_credentials (
        id         text COLLATE "C" PRIMARY KEY,
        account_id text COLLATE "C",
        token_hash text COLLATE "C",
        public_jwk jsonb,
        revoked    boolean NOT NULL
      );
      CREATE INDEX caller_credentials_by_hash ON caller_credentials (token_hash) WHERE token_hash IS NOT NULL;

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795100001000', 'Callers1795100001000');

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
        body                 text,
        CONSTRAINT conferencing_current_pkey PRIMARY KEY (service_id, provider_id)
      ) WITH (fillfactor = 50, toast_tuple_target = 8160);
      CREATE INDEX conferencing_current_by_account
        ON projection.conferencing_current (account_id, service_id, provider_id)
        WHERE connected_account_id IS NOT NULL;
      CREATE INDEX conferencing_current_by_host
        ON projection.conferencing_current (account_id, external_user_id, connected_account_id, service_id, provider_id)
        WHERE connected_account_id IS NOT NULL;
      CREATE INDEX conferencing_current_by_connected_account
        ON projection.conferencing_current (account_id, connected_account_id) WHERE connected_account_id IS NOT NULL;
      CREATE INDEX conferencing_current_tombstones
        ON projection.conferencing_current (service_id, provider_id) WHERE tombstone;

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795100002000', 'Current1795100002000');

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
        event       text     NOT NULL,
        CONSTRAINT history_pkey PRIMARY KEY (service_id, provider_id, version)
      ) WITH (toast_tuple_target = 8160);
      CREATE INDEX history_by_position ON projection.history (lane, position);
      CREATE INDEX history_by_time ON projection.history
        (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor);
      CREATE INDEX history_by_batch ON projection.history (batch_id) WHERE batch_id IS NOT NULL;
      CREATE INDEX history_unfilled ON projection.history (service_id, provider_id, version)
        WHERE occurred_at IS NULL;

INSERT INTO "migrations"("timestamp", "name") VALUES ('1795100003000', 'History1795100003000');

CREATE TABLE IF NOT EXISTS migrated_functions (
    digest     text PRIMARY KEY,
    applied_at timestamptz NOT NULL
  );

INSERT INTO migrated_functions VALUES ('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', clock_timestamp())
  ON CONFLICT (digest) DO UPDATE SET applied_at = excluded.applied_at;

WITH described AS (
    SELECT oid, CASE WHEN nspname = current_schema() THEN '' ELSE nspname || '.' END AS prefix
    FROM pg_namespace WHERE nspname = current_schema() OR nspname = ANY ('{"projection"}')
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

INSERT INTO migrated_schema SELECT * FROM unnest('{"constraint caller_credentials_pkey on caller_credentials","constraint conferencing_current_pkey on projection.conferencing_current","constraint consumer_offsets_pkey on consumer_offsets","constraint history_pkey on projection.history","constraint parked_records_pkey on parked_records","constraint parked_records_state_check on parked_records","constraint rebuild_phase_check on projection.rebuild","constraint rebuild_pkey on projection.rebuild","constraint stream_lane_pkey on projection.stream_lane","index caller_credentials_by_hash","index caller_credentials_pkey","index consumer_offsets_pkey","index parked_records_key","index parked_records_pkey","index parked_records_retry","index projection.conferencing_current_by_account","index projection.conferencing_current_by_connected_account","index projection.conferencing_current_by_host","index projection.conferencing_current_pkey","index projection.conferencing_current_tombstones","index projection.history_by_batch","index projection.history_by_position","index projection.history_by_time","index projection.history_pkey","index projection.history_unfilled","index projection.rebuild_pkey","index projection.stream_lane_pkey","sequence parked_records_id_seq","storage of caller_credentials","storage of consumer_offsets","storage of parked_records","storage of projection.conferencing_current","storage of projection.history","storage of projection.rebuild","storage of projection.stream_lane","table caller_credentials","table consumer_offsets","table parked_records","table projection.conferencing_current","table projection.history","table projection.rebuild","table projection.stream_lane","described by"}'::text[],  E'{"PRIMARY KEY (id)","PRIMARY KEY (service_id, provider_id)","PRIMARY KEY (consumer, topic, partition)","PRIMARY KEY (service_id, provider_id, version)","PRIMARY KEY (id)","CHECK (state = ANY (ARRAY[''parked''::text, ''waiting''::text, ''deferred''::text, ''retry_requested''::text, ''retrying''::text]))","CHECK (phase = ANY (ARRAY[''rebuilding''::text, ''rolling_back''::text, ''swapped''::text]))","PRIMARY KEY (projection)","PRIMARY KEY (lane)","CREATE INDEX caller_credentials_by_hash ON caller_credentials USING btree (token_hash) WHERE token_hash IS NOT NULL","CREATE UNIQUE INDEX caller_credentials_pkey ON caller_credentials USING btree (id)","CREATE UNIQUE INDEX consumer_offsets_pkey ON consumer_offsets USING btree (consumer, topic, partition)","CREATE INDEX parked_records_key ON parked_records USING btree (consumer, topic, partition, key_hash, \\"offset\\")","CREATE UNIQUE INDEX parked_records_pkey ON parked_records USING btree (id)","CREATE INDEX parked_records_retry ON parked_records USING btree (consumer, topic, partition) WHERE state = ANY (ARRAY[''deferred''::text, ''retry_requested''::text, ''retrying''::text])","CREATE INDEX conferencing_current_by_account ON projection.conferencing_current USING btree (account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL","CREATE INDEX conferencing_current_by_connected_account ON projection.conferencing_current USING btree (account_id, connected_account_id) WHERE connected_account_id IS NOT NULL","CREATE INDEX conferencing_current_by_host ON projection.conferencing_current USING btree (account_id, external_user_id, connected_account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL","CREATE UNIQUE INDEX conferencing_current_pkey ON projection.conferencing_current USING btree (service_id, provider_id)","CREATE INDEX conferencing_current_tombstones ON projection.conferencing_current USING btree (service_id, provider_id) WHERE tombstone","CREATE INDEX history_by_batch ON projection.history USING btree (batch_id) WHERE batch_id IS NOT NULL","CREATE INDEX history_by_position ON projection.history USING btree (lane, \\"position\\")","CREATE INDEX history_by_time ON projection.history USING btree (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor)","CREATE UNIQUE INDEX history_pkey ON projection.history USING btree (service_id, provider_id, version)","CREATE INDEX history_unfilled ON projection.history USING btree (service_id, provider_id, version) WHERE occurred_at IS NULL","CREATE UNIQUE INDEX rebuild_pkey ON projection.rebuild USING btree (projection)","CREATE UNIQUE INDEX stream_lane_pkey ON projection.stream_lane USING btree (lane)","bigint 1 1 1 9223372036854775807 1","","fillfactor=50","","fillfactor=50, toast_tuple_target=8160","toast_tuple_target=8160","","fillfactor=20","account_id text COLLATE \\"C\\"
id text COLLATE \\"C\\" NOT NULL
public_jwk jsonb
revoked boolean NOT NULL
token_hash text COLLATE \\"C\\"","alone_offset bigint
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
updated_at timestamp with time zone NOT NULL DEFAULT now()","attempts integer NOT NULL
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
value bytea","account_id text COLLATE \\"C\\"
body text
connected_account_id text COLLATE \\"C\\"
external_user_id text COLLATE \\"C\\"
host_state text NOT NULL
occurred_at timestamp with time zone NOT NULL
provider_id text COLLATE \\"C\\" NOT NULL
service_id text COLLATE \\"C\\" NOT NULL
tombstone boolean NOT NULL
version bigint NOT NULL","account_id text COLLATE \\"C\\" NOT NULL
actor text COLLATE \\"C\\"
batch_id text COLLATE \\"C\\"
change text COLLATE \\"C\\"
event text NOT NULL
lane smallint NOT NULL
occurred_at timestamp with time zone
position bigint NOT NULL
provider_id text COLLATE \\"C\\" NOT NULL
service_id text COLLATE \\"C\\" NOT NULL
version bigint NOT NULL","changed_at timestamp with time zone NOT NULL
offsets jsonb
phase text NOT NULL
projection text NOT NULL","lane smallint NOT NULL
position bigint NOT NULL","PostgreSQL 18, query 0a1bc342edb2da1448e88a844b732d2f7f774233a8afb98fbc4648f4ef3ff5c7"}'::text[]);
