import type { TakenOver } from '@conferencing/database';

/** A database of the time before release 1.0.0. */
export const TAKEN_OVER: TakenOver = {
  from: [
    'Messaging1764100000000',
    'Projections1764100001000',
    'CheapRefreshes1764100002000',
    'ParkedBytes1764103000000',
    'Callers1764106000000',
    'ChangesOfAccounts1764106001000',
    'IndexesOfChanges1764106002000',
  ],
  to: ['Generations1795100000000', 'Callers1795100001000', 'Current1795100002000', 'History1795100003000'],
  libraries: {
    messaging: ['0001-messaging'],
  },
  description: `
constraint caller_credentials_pkey on caller_credentials	PRIMARY KEY (id)
constraint conferencing_current_pkey on projection.conferencing_current	PRIMARY KEY (service_id, provider_id)
constraint consumer_offsets_pkey on consumer_offsets	PRIMARY KEY (consumer, topic, partition)
constraint history_pkey on projection.history	PRIMARY KEY (service_id, provider_id, version)
constraint parked_records_pkey on parked_records	PRIMARY KEY (id)
constraint parked_records_state_check on parked_records	CHECK (state = ANY (ARRAY['parked'::text, 'waiting'::text, 'deferred'::text, 'retry_requested'::text, 'retrying'::text]))
constraint rebuild_phase_check on projection.rebuild	CHECK (phase = ANY (ARRAY['rebuilding'::text, 'rolling_back'::text, 'swapped'::text]))
constraint rebuild_pkey on projection.rebuild	PRIMARY KEY (projection)
constraint stream_lane_pkey on projection.stream_lane	PRIMARY KEY (lane)
index caller_credentials_by_hash	CREATE INDEX caller_credentials_by_hash ON caller_credentials USING btree (token_hash) WHERE token_hash IS NOT NULL
index caller_credentials_pkey	CREATE UNIQUE INDEX caller_credentials_pkey ON caller_credentials USING btree (id)
index consumer_offsets_pkey	CREATE UNIQUE INDEX consumer_offsets_pkey ON consumer_offsets USING btree (consumer, topic, partition)
index parked_records_key	CREATE INDEX parked_records_key ON parked_records USING btree (consumer, topic, partition, key_hash, "offset")
index parked_records_pkey	CREATE UNIQUE INDEX parked_records_pkey ON parked_records USING btree (id)
index parked_records_retry	CREATE INDEX parked_records_retry ON parked_records USING btree (consumer, topic, partition) WHERE state = ANY (ARRAY['deferred'::text, 'retry_requested'::text, 'retrying'::text])
index projection.conferencing_current_by_account	CREATE INDEX conferencing_current_by_account ON projection.conferencing_current USING btree (account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL
index projection.conferencing_current_by_connected_account	CREATE INDEX conferencing_current_by_connected_account ON projection.conferencing_current USING btree (account_id, connected_account_id) WHERE connected_account_id IS NOT NULL
index projection.conferencing_current_by_host	CREATE INDEX conferencing_current_by_host ON projection.conferencing_current USING btree (account_id, external_user_id, connected_account_id, service_id, provider_id) WHERE connected_account_id IS NOT NULL
index projection.conferencing_current_pkey	CREATE UNIQUE INDEX conferencing_current_pkey ON projection.conferencing_current USING btree (service_id, provider_id)
index projection.conferencing_current_tombstones	CREATE INDEX conferencing_current_tombstones ON projection.conferencing_current USING btree (service_id, provider_id) WHERE tombstone
index projection.history_by_batch	CREATE INDEX history_by_batch ON projection.history USING btree (batch_id) WHERE batch_id IS NOT NULL
index projection.history_by_position	CREATE INDEX history_by_position ON projection.history USING btree (lane, "position")
index projection.history_by_time	CREATE INDEX history_by_time ON projection.history USING btree (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor)
index projection.history_pkey	CREATE UNIQUE INDEX history_pkey ON projection.history USING btree (service_id, provider_id, version)
index projection.history_unfilled	CREATE INDEX history_unfilled ON projection.history USING btree (service_id, provider_id, version) WHERE occurred_at IS NULL
index projection.rebuild_pkey	CREATE UNIQUE INDEX rebuild_pkey ON projection.rebuild USING btree (projection)
index projection.stream_lane_pkey	CREATE UNIQUE INDEX stream_lane_pkey ON projection.stream_lane USING btree (lane)
sequence parked_records_id_seq	bigint 1 1 1 9223372036854775807 1
table caller_credentials	account_id text COLLATE "C" ⏎ id text COLLATE "C" NOT NULL ⏎ public_jwk jsonb ⏎ revoked boolean NOT NULL ⏎ token_hash text COLLATE "C"
table consumer_offsets	alone_offset bigint ⏎ consumer text NOT NULL ⏎ epoch bigint NOT NULL DEFAULT 1 ⏎ next_offset bigint NOT NULL ⏎ owner text ⏎ partition integer NOT NULL ⏎ problem text ⏎ problem_since timestamp with time zone ⏎ topic text NOT NULL ⏎ topic_id text ⏎ unfinished_claims integer NOT NULL DEFAULT 0 ⏎ updated_at timestamp with time zone NOT NULL DEFAULT now()
table parked_records	attempts integer NOT NULL ⏎ consumer text NOT NULL ⏎ first_failed_at timestamp with time zone NOT NULL DEFAULT now() ⏎ headers jsonb NOT NULL ⏎ id bigint NOT NULL IDENTITY a ⏎ key bytea ⏎ key_hash bytea ⏎ last_failed_at timestamp with time zone NOT NULL DEFAULT now() ⏎ last_offset bigint ⏎ offset bigint NOT NULL ⏎ partition integer NOT NULL ⏎ reasons text[] NOT NULL ⏎ state text NOT NULL ⏎ timestamp_ms bigint NOT NULL ⏎ topic text NOT NULL ⏎ value bytea
table projection.conferencing_current	account_id text COLLATE "C" ⏎ body text ⏎ connected_account_id text COLLATE "C" ⏎ external_user_id text COLLATE "C" ⏎ host_state text NOT NULL ⏎ occurred_at timestamp with time zone NOT NULL ⏎ provider_id text COLLATE "C" NOT NULL ⏎ service_id text COLLATE "C" NOT NULL ⏎ tombstone boolean NOT NULL ⏎ version bigint NOT NULL
table projection.history	account_id text COLLATE "C" NOT NULL ⏎ actor text COLLATE "C" ⏎ batch_id text COLLATE "C" ⏎ change text COLLATE "C" ⏎ event text NOT NULL ⏎ lane smallint NOT NULL ⏎ occurred_at timestamp with time zone ⏎ position bigint NOT NULL ⏎ provider_id text COLLATE "C" NOT NULL ⏎ service_id text COLLATE "C" NOT NULL ⏎ version bigint NOT NULL
table projection.rebuild	changed_at timestamp with time zone NOT NULL ⏎ offsets jsonb ⏎ phase text NOT NULL ⏎ projection text NOT NULL
table projection.stream_lane	lane smallint NOT NULL ⏎ position bigint NOT NULL
`,
};
