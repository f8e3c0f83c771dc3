import type { TakenOver } from '@conferencing/database';

/** A database of the time before release 1.0.0. */
export const TAKEN_OVER: TakenOver = {
  from: [
    'Accounts1764000000000',
    'Directory1764000001000',
    'ServiceProviders1764000002000',
    'Outbox1764000003000',
    'DirectoryWork1764000004000',
    'Messaging1764000005000',
    'LeaseIncarnation1764001000000',
    'ParkedBytes1764003000000',
    'Recovery1764002000000',
    'CredentialChanges1764006000000',
    'Batches1764007000000',
    'HostLost1764007001000',
    'FoldCase1764009000000',
    'ConsentBrowser1764009001000',
    'PairList1764009800000',
  ],
  to: [
    'Accounts1795000000000',
    'Folding1795000001000',
    'Directory1795000002000',
    'Catalog1795000003000',
    'Pairs1795000004000',
    'DirectoryWork1795000005000',
    'TextSearch1795000006000',
  ],
  libraries: {
    outbox: ['0001-outbox'],
    messaging: ['0001-messaging'],
  },
  description: `
constraint account_tokens_account_id_fkey on account_tokens	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint account_tokens_pkey on account_tokens	PRIMARY KEY (id)
constraint account_tokens_token_hash_key on account_tokens	UNIQUE (token_hash)
constraint accounts_pkey on accounts	PRIMARY KEY (id)
constraint batch_changes_account_id_fkey on batch_changes	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint batch_changes_pkey on batch_changes	PRIMARY KEY (id)
constraint connected_account_credentials_connected_account_id_fkey on connected_account_credentials	FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE
constraint connected_account_credentials_pkey on connected_account_credentials	PRIMARY KEY (connected_account_id)
constraint connected_accounts_account_id_fkey on connected_accounts	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint connected_accounts_connection_scope_check on connected_accounts	CHECK (connection_scope = ANY (ARRAY['user'::text, 'account'::text]))
constraint connected_accounts_pkey on connected_accounts	PRIMARY KEY (id)
constraint connected_accounts_provider_check on connected_accounts	CHECK (provider = ANY (ARRAY['google'::text, 'microsoft'::text, 'zoom_admin'::text]))
constraint connected_accounts_status_check on connected_accounts	CHECK (status = ANY (ARRAY['active'::text, 'reconnect_required'::text, 'insufficient_permissions'::text]))
constraint consumer_offsets_pkey on consumer_offsets	PRIMARY KEY (consumer, topic, partition)
constraint credential_changes_pkey on credential_changes	PRIMARY KEY (id)
constraint directory_syncs_connected_account_id_fkey on directory_syncs	FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE
constraint directory_syncs_pkey on directory_syncs	PRIMARY KEY (connected_account_id)
constraint external_users_connected_account_id_fkey on external_users	FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE
constraint external_users_pkey on external_users	PRIMARY KEY (id)
constraint oauth_states_account_id_fkey on oauth_states	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint oauth_states_pkey on oauth_states	PRIMARY KEY (digest)
constraint outbox_blocked_keys_pkey on outbox_blocked_keys	PRIMARY KEY (aggregateid)
constraint outbox_leases_pkey on outbox_leases	PRIMARY KEY (partition)
constraint outbox_lost_keys_pkey on outbox_lost_keys	PRIMARY KEY (aggregateid)
constraint outbox_pkey on outbox	PRIMARY KEY (partition, seq)
constraint outbox_relays_pkey on outbox_relays	PRIMARY KEY (owner)
constraint outbox_topics_pkey on outbox_topics	PRIMARY KEY (topic)
constraint parked_records_pkey on parked_records	PRIMARY KEY (id)
constraint parked_records_state_check on parked_records	CHECK (state = ANY (ARRAY['parked'::text, 'waiting'::text, 'deferred'::text, 'retry_requested'::text, 'retrying'::text]))
constraint providers_account_id_fkey on providers	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint providers_pkey on providers	PRIMARY KEY (id)
constraint rate_limits_pkey on rate_limits	PRIMARY KEY (key)
constraint service_providers_account_id_fkey on service_providers	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint service_providers_check on service_providers	CHECK ((external_user_id IS NULL) = (connected_account_id IS NULL))
constraint service_providers_check1 on service_providers	CHECK ((external_user_id IS NULL) = (resource IS NULL))
constraint service_providers_check2 on service_providers	CHECK ((external_user_id IS NULL) = (host_state = 'unassigned'::text))
constraint service_providers_check3 on service_providers	CHECK (external_user_id IS NULL OR in_catalog AND service_live AND provider_active)
constraint service_providers_check4 on service_providers	CHECK (NOT (host_lost AND external_user_id IS NOT NULL))
constraint service_providers_pkey on service_providers	PRIMARY KEY (service_id, provider_id)
constraint services_account_id_fkey on services	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint services_pkey on services	PRIMARY KEY (id)
constraint signing_keys_account_id_fkey on signing_keys	FOREIGN KEY (account_id) REFERENCES accounts(id)
constraint signing_keys_pkey on signing_keys	PRIMARY KEY (id)
constraint user_mappings_connected_account_id_fkey on user_mappings	FOREIGN KEY (connected_account_id) REFERENCES connected_accounts(id) ON DELETE CASCADE
constraint user_mappings_external_user_id_fkey on user_mappings	FOREIGN KEY (external_user_id) REFERENCES external_users(id) ON DELETE CASCADE
constraint user_mappings_pkey on user_mappings	PRIMARY KEY (connected_account_id, provider_id)
constraint user_mappings_source_check on user_mappings	CHECK (source = ANY (ARRAY['auto'::text, 'manual'::text]))
constraint webhook_events_digest_key on webhook_events	UNIQUE (digest)
constraint webhook_events_pkey on webhook_events	PRIMARY KEY (id)
function conferencing_event(sp service_providers, previous jsonb)
function conferencing_host_state(account_status text, host_status text, host_removed boolean)
function conferencing_resource(service_id text, provider_id text, ca jsonb, eu jsonb)
function connected_account_json(ca connected_accounts)
function external_user_json(eu external_users)
function fold_case(value text)
function new_event_id()
function rfc3339(at timestamp with time zone)
function search_fold(value text)
function sort_fold(value text)
index account_tokens_in_order	CREATE INDEX account_tokens_in_order ON account_tokens USING btree (account_id, created_at, id)
index account_tokens_pkey	CREATE UNIQUE INDEX account_tokens_pkey ON account_tokens USING btree (id)
index account_tokens_token_hash_key	CREATE UNIQUE INDEX account_tokens_token_hash_key ON account_tokens USING btree (token_hash)
index accounts_in_order	CREATE INDEX accounts_in_order ON accounts USING btree (created_at, id)
index accounts_pkey	CREATE UNIQUE INDEX accounts_pkey ON accounts USING btree (id)
index batch_changes_by_age	CREATE INDEX batch_changes_by_age ON batch_changes USING btree (occurred_at)
index batch_changes_by_batch	CREATE INDEX batch_changes_by_batch ON batch_changes USING btree (batch_id)
index batch_changes_pkey	CREATE UNIQUE INDEX batch_changes_pkey ON batch_changes USING btree (id)
index connected_account_credentials_pkey	CREATE UNIQUE INDEX connected_account_credentials_pkey ON connected_account_credentials USING btree (connected_account_id)
index connected_accounts_by_account	CREATE INDEX connected_accounts_by_account ON connected_accounts USING btree (account_id, created_at, id)
index connected_accounts_by_zoom_account	CREATE INDEX connected_accounts_by_zoom_account ON connected_accounts USING btree (fold_case(external_account_id)) WHERE provider = 'zoom_admin'::text
index connected_accounts_due_for_sync	CREATE INDEX connected_accounts_due_for_sync ON connected_accounts USING btree (next_sync_at) WHERE provider = 'zoom_admin'::text
index connected_accounts_one_per_zoom_account	CREATE UNIQUE INDEX connected_accounts_one_per_zoom_account ON connected_accounts USING btree (account_id, external_account_id) WHERE provider = 'zoom_admin'::text
index connected_accounts_pkey	CREATE UNIQUE INDEX connected_accounts_pkey ON connected_accounts USING btree (id)
index consumer_offsets_pkey	CREATE UNIQUE INDEX consumer_offsets_pkey ON consumer_offsets USING btree (consumer, topic, partition)
index credential_changes_pkey	CREATE UNIQUE INDEX credential_changes_pkey ON credential_changes USING btree (id)
index directory_syncs_pkey	CREATE UNIQUE INDEX directory_syncs_pkey ON directory_syncs USING btree (connected_account_id)
index external_users_by_email	CREATE INDEX external_users_by_email ON external_users USING btree (connected_account_id, fold_case(email))
index external_users_by_name_down	CREATE INDEX external_users_by_name_down ON external_users USING btree (account_id, sort_name_down, id)
index external_users_by_name_up	CREATE INDEX external_users_by_name_up ON external_users USING btree (account_id, sort_name_up, id)
index external_users_by_text	CREATE INDEX external_users_by_text ON external_users USING gin (search_text gin_trgm_ops)
index external_users_in_order	CREATE INDEX external_users_in_order ON external_users USING btree (connected_account_id, created_at, id)
index external_users_one_per_email_without_id	CREATE UNIQUE INDEX external_users_one_per_email_without_id ON external_users USING btree (connected_account_id, fold_case(email)) WHERE external_id IS NULL AND removed_at IS NULL
index external_users_one_per_external_id	CREATE UNIQUE INDEX external_users_one_per_external_id ON external_users USING btree (connected_account_id, fold_case(external_id)) WHERE external_id IS NOT NULL
index external_users_pkey	CREATE UNIQUE INDEX external_users_pkey ON external_users USING btree (id)
index listed_users_by_run	CREATE INDEX listed_users_by_run ON listed_users USING btree (connected_account_id, run)
index oauth_states_by_expiry	CREATE INDEX oauth_states_by_expiry ON oauth_states USING btree (expires_at)
index oauth_states_pkey	CREATE UNIQUE INDEX oauth_states_pkey ON oauth_states USING btree (digest)
index outbox_blocked_keys_partition	CREATE INDEX outbox_blocked_keys_partition ON outbox_blocked_keys USING btree (partition)
index outbox_blocked_keys_pkey	CREATE UNIQUE INDEX outbox_blocked_keys_pkey ON outbox_blocked_keys USING btree (aggregateid)
index outbox_leases_pkey	CREATE UNIQUE INDEX outbox_leases_pkey ON outbox_leases USING btree (partition)
index outbox_lost_keys_pkey	CREATE UNIQUE INDEX outbox_lost_keys_pkey ON outbox_lost_keys USING btree (aggregateid)
index outbox_pkey	CREATE UNIQUE INDEX outbox_pkey ON outbox USING btree (partition, seq)
index outbox_relays_pkey	CREATE UNIQUE INDEX outbox_relays_pkey ON outbox_relays USING btree (owner)
index outbox_topics_pkey	CREATE UNIQUE INDEX outbox_topics_pkey ON outbox_topics USING btree (topic)
index parked_records_key	CREATE INDEX parked_records_key ON parked_records USING btree (consumer, topic, partition, key_hash, "offset")
index parked_records_pkey	CREATE UNIQUE INDEX parked_records_pkey ON parked_records USING btree (id)
index parked_records_retry	CREATE INDEX parked_records_retry ON parked_records USING btree (consumer, topic, partition) WHERE state = ANY (ARRAY['deferred'::text, 'retry_requested'::text, 'retrying'::text])
index providers_by_email	CREATE INDEX providers_by_email ON providers USING btree (account_id, fold_case(email)) WHERE active
index providers_by_name	CREATE INDEX providers_by_name ON providers USING btree (account_id, sort_name, id)
index providers_by_text	CREATE INDEX providers_by_text ON providers USING gin (search_text gin_trgm_ops)
index providers_in_order	CREATE INDEX providers_in_order ON providers USING btree (account_id, id)
index providers_pkey	CREATE UNIQUE INDEX providers_pkey ON providers USING btree (id)
index rate_limits_pkey	CREATE UNIQUE INDEX rate_limits_pkey ON rate_limits USING btree (key)
index service_providers_by_host_and_provider	CREATE INDEX service_providers_by_host_and_provider ON service_providers USING btree (external_user_id, provider_id, service_id) WHERE external_user_id IS NOT NULL
index service_providers_by_provider	CREATE INDEX service_providers_by_provider ON service_providers USING btree (provider_id)
index service_providers_needing_attention	CREATE INDEX service_providers_needing_attention ON service_providers USING btree (account_id, service_id, provider_id) INCLUDE (host_state) WHERE in_catalog AND service_live AND provider_active AND ((host_state <> ALL (ARRAY['ready'::text, 'unassigned'::text])) OR host_lost)
index service_providers_of_account	CREATE INDEX service_providers_of_account ON service_providers USING btree (account_id, service_id, provider_id) INCLUDE (host_state, connected_account_id, external_user_id, resolved_by) WHERE in_catalog AND service_live
index service_providers_pkey	CREATE UNIQUE INDEX service_providers_pkey ON service_providers USING btree (service_id, provider_id)
index service_providers_unassigned	CREATE INDEX service_providers_unassigned ON service_providers USING btree (account_id, service_id, provider_id) WHERE in_catalog AND service_live AND host_state = 'unassigned'::text
index services_by_name	CREATE INDEX services_by_name ON services USING btree (account_id, sort_name, id) WHERE live
index services_by_text	CREATE INDEX services_by_text ON services USING gin (search_text gin_trgm_ops)
index services_in_order	CREATE INDEX services_in_order ON services USING btree (account_id, id) WHERE live
index services_pkey	CREATE UNIQUE INDEX services_pkey ON services USING btree (id)
index signing_keys_in_order	CREATE INDEX signing_keys_in_order ON signing_keys USING btree (account_id, created_at, id)
index signing_keys_pkey	CREATE UNIQUE INDEX signing_keys_pkey ON signing_keys USING btree (id)
index user_mappings_by_external_user	CREATE INDEX user_mappings_by_external_user ON user_mappings USING btree (external_user_id)
index user_mappings_by_provider	CREATE INDEX user_mappings_by_provider ON user_mappings USING btree (provider_id)
index user_mappings_pkey	CREATE UNIQUE INDEX user_mappings_pkey ON user_mappings USING btree (connected_account_id, provider_id)
index webhook_events_by_age	CREATE INDEX webhook_events_by_age ON webhook_events USING btree (received_at)
index webhook_events_digest_key	CREATE UNIQUE INDEX webhook_events_digest_key ON webhook_events USING btree (digest)
index webhook_events_pkey	CREATE UNIQUE INDEX webhook_events_pkey ON webhook_events USING btree (id)
index webhook_events_waiting	CREATE INDEX webhook_events_waiting ON webhook_events USING btree (next_attempt_at) WHERE next_attempt_at IS NOT NULL
sequence batch_changes_id_seq	bigint 1 1 1 9223372036854775807 1
sequence listed_users_position_seq	bigint 1 1 1 9223372036854775807 1
sequence outbox_seq	bigint 1 1 1 9223372036854775807 1
sequence parked_records_id_seq	bigint 1 1 1 9223372036854775807 1
sequence webhook_events_id_seq	bigint 1 1 1 9223372036854775807 1
table account_tokens	account_id text NOT NULL ⏎ created_at timestamp with time zone NOT NULL ⏎ id text NOT NULL ⏎ name text NOT NULL ⏎ revoked_at timestamp with time zone ⏎ token_hash text NOT NULL
table accounts	created_at timestamp with time zone NOT NULL ⏎ id text NOT NULL ⏎ name text NOT NULL
table batch_changes	account_id text NOT NULL ⏎ batch_id text NOT NULL ⏎ hosts_after text[] NOT NULL ⏎ hosts_before text[] NOT NULL ⏎ id bigint NOT NULL IDENTITY a ⏎ occurred_at timestamp with time zone NOT NULL ⏎ provider_ids text[] NOT NULL ⏎ service_ids text[] NOT NULL
table connected_account_credentials	account_id text NOT NULL ⏎ connected_account_id text NOT NULL ⏎ key_id text NOT NULL ⏎ kind text NOT NULL ⏎ revision bigint NOT NULL DEFAULT 1 ⏎ sealed bytea NOT NULL ⏎ updated_at timestamp with time zone NOT NULL
table connected_accounts	account_id text NOT NULL ⏎ connection_scope text NOT NULL ⏎ created_at timestamp with time zone NOT NULL ⏎ display_name text ⏎ email text NOT NULL ⏎ external_account_id text ⏎ external_subject text NOT NULL ⏎ id text NOT NULL ⏎ next_sync_at timestamp with time zone ⏎ provider text NOT NULL ⏎ status text NOT NULL ⏎ status_at timestamp with time zone NOT NULL DEFAULT now() ⏎ updated_at timestamp with time zone NOT NULL ⏎ user_id text
table consumer_offsets	alone_offset bigint ⏎ consumer text NOT NULL ⏎ epoch bigint NOT NULL DEFAULT 1 ⏎ next_offset bigint NOT NULL ⏎ owner text ⏎ partition integer NOT NULL ⏎ problem text ⏎ problem_since timestamp with time zone ⏎ topic text NOT NULL ⏎ topic_id text ⏎ unfinished_claims integer NOT NULL DEFAULT 0 ⏎ updated_at timestamp with time zone NOT NULL DEFAULT now()
table credential_changes	claim text ⏎ claimed_until timestamp with time zone ⏎ doubtful boolean NOT NULL DEFAULT false ⏎ due_at timestamp with time zone NOT NULL DEFAULT now() ⏎ generation integer NOT NULL DEFAULT 1 ⏎ id text NOT NULL
table directory_syncs	connected_account_id text NOT NULL ⏎ failure text ⏎ failure_detail text ⏎ finished bigint NOT NULL DEFAULT 0 ⏎ lease_until timestamp with time zone ⏎ listed_at timestamp with time zone ⏎ run bigint NOT NULL ⏎ started_at timestamp with time zone NOT NULL
table external_users	account_id text NOT NULL ⏎ connected_account_id text NOT NULL ⏎ created_at timestamp with time zone NOT NULL ⏎ display_name text ⏎ email text ⏎ external_id text ⏎ field_events jsonb NOT NULL DEFAULT '{}'::jsonb ⏎ first_name text ⏎ id text NOT NULL ⏎ last_name text ⏎ licensed boolean ⏎ removed_at timestamp with time zone ⏎ search_text text COLLATE "C" GENERATED search_fold((btrim((COALESCE(first_name, ''::text) || ' '::text) || COALESCE(last_name, ''::text)) || ' ⏎ '::text) || COALESCE(email, ''::text)) ⏎ sort_name_down text COLLATE "C" GENERATED (((COALESCE(sort_fold(first_name), ''::text) || ''::text) || COALESCE(sort_fold(last_name), ''::text)) || ''::text) || COALESCE(sort_fold(email), ''::text) ⏎ sort_name_up text COLLATE "C" GENERATED (((COALESCE(sort_fold(first_name), '􏿿'::text) || ''::text) || COALESCE(sort_fold(last_name), '􏿿'::text)) || ''::text) || COALESCE(sort_fold(email), '􏿿'::text) ⏎ status text NOT NULL ⏎ updated_at timestamp with time zone NOT NULL
table oauth_states	account_id text NOT NULL ⏎ actor text NOT NULL ⏎ browser bytea ⏎ connection_scope text NOT NULL ⏎ digest bytea NOT NULL ⏎ expires_at timestamp with time zone NOT NULL ⏎ user_id text
table outbox	aggregateid text NOT NULL ⏎ aggregatetype text NOT NULL ⏎ id text NOT NULL ⏎ occurred_at timestamp with time zone NOT NULL ⏎ partition smallint NOT NULL GENERATED ((hashtext(aggregateid) & 2147483647) % 12) ⏎ payload text ⏎ seq bigint NOT NULL DEFAULT  ⏎ CASE ⏎     WHEN pg_current_xact_id() IS NOT NULL THEN nextval('outbox_seq'::regclass) ⏎     ELSE NULL::bigint ⏎ END ⏎ traceparent text ⏎ type text NOT NULL ⏎ version bigint NOT NULL
table outbox_blocked_keys	aggregateid text NOT NULL ⏎ blocked_at timestamp with time zone NOT NULL DEFAULT now() ⏎ error text NOT NULL ⏎ partition smallint NOT NULL ⏎ seq bigint NOT NULL
table outbox_leases	deadline timestamp with time zone NOT NULL DEFAULT '-infinity'::timestamp with time zone ⏎ epoch bigint NOT NULL DEFAULT 0 ⏎ incarnation text ⏎ owner text ⏎ partition smallint NOT NULL
table outbox_lost_keys	aggregateid text NOT NULL ⏎ cleared_by text[] NOT NULL DEFAULT '{}'::text[] ⏎ found_at timestamp with time zone NOT NULL DEFAULT now() ⏎ payload text ⏎ version bigint NOT NULL
table outbox_relays	deadline timestamp with time zone NOT NULL ⏎ owner text NOT NULL ⏎ stamp text
table outbox_topics	next_offsets bigint[] NOT NULL ⏎ problem text ⏎ topic text NOT NULL ⏎ topic_id text NOT NULL
table parked_records	attempts integer NOT NULL ⏎ consumer text NOT NULL ⏎ first_failed_at timestamp with time zone NOT NULL DEFAULT now() ⏎ headers jsonb NOT NULL ⏎ id bigint NOT NULL IDENTITY a ⏎ key bytea ⏎ key_hash bytea ⏎ last_failed_at timestamp with time zone NOT NULL DEFAULT now() ⏎ last_offset bigint ⏎ offset bigint NOT NULL ⏎ partition integer NOT NULL ⏎ reasons text[] NOT NULL ⏎ state text NOT NULL ⏎ timestamp_ms bigint NOT NULL ⏎ topic text NOT NULL ⏎ value bytea
table providers	account_id text NOT NULL ⏎ active boolean NOT NULL ⏎ catalog_version bigint ⏎ created_at timestamp with time zone NOT NULL ⏎ display_name text ⏎ email text ⏎ first_name text ⏎ id text COLLATE "C" NOT NULL ⏎ last_name text ⏎ search_text text COLLATE "C" GENERATED search_fold((COALESCE(display_name, ''::text) || ' ⏎ '::text) || COALESCE(email, ''::text)) ⏎ sort_name text COLLATE "C" GENERATED sort_fold(display_name) ⏎ time_zone text ⏎ updated_at timestamp with time zone NOT NULL
table service_providers	account_id text NOT NULL ⏎ actor text ⏎ assignable boolean NOT NULL GENERATED in_catalog AND service_live AND provider_active ⏎ batch_id text ⏎ catalog_version bigint ⏎ change text ⏎ connected_account_id text ⏎ created_at timestamp with time zone NOT NULL DEFAULT now() ⏎ decided_at timestamp with time zone ⏎ decided_by text ⏎ event_id text ⏎ external_user_id text ⏎ host_lost boolean NOT NULL DEFAULT false ⏎ host_state text NOT NULL DEFAULT 'unassigned'::text ⏎ in_catalog boolean NOT NULL ⏎ occurred_at timestamp with time zone ⏎ provider_active boolean NOT NULL ⏎ provider_id text COLLATE "C" NOT NULL ⏎ reason text ⏎ resolved_by text ⏎ resource jsonb ⏎ service_id text COLLATE "C" NOT NULL ⏎ service_live boolean NOT NULL ⏎ tombstone_id text ⏎ version bigint NOT NULL DEFAULT 0
table services	account_id text NOT NULL ⏎ catalog_version bigint ⏎ created_at timestamp with time zone NOT NULL ⏎ id text COLLATE "C" NOT NULL ⏎ live boolean NOT NULL ⏎ name text ⏎ search_text text COLLATE "C" GENERATED search_fold(name) ⏎ sort_name text COLLATE "C" GENERATED COALESCE(sort_fold(name), ''::text) ⏎ updated_at timestamp with time zone NOT NULL
table signing_keys	account_id text NOT NULL ⏎ created_at timestamp with time zone NOT NULL ⏎ id text NOT NULL ⏎ public_jwk jsonb NOT NULL ⏎ revoked_at timestamp with time zone
table user_mappings	account_id text NOT NULL ⏎ connected_account_id text NOT NULL ⏎ created_at timestamp with time zone NOT NULL ⏎ external_user_id text NOT NULL ⏎ provider_id text COLLATE "C" NOT NULL ⏎ source text NOT NULL ⏎ updated_at timestamp with time zone NOT NULL
table webhook_events	attempts integer NOT NULL DEFAULT 0 ⏎ digest bytea NOT NULL ⏎ event jsonb ⏎ id bigint NOT NULL IDENTITY a ⏎ next_attempt_at timestamp with time zone ⏎ processed_at timestamp with time zone ⏎ received_at timestamp with time zone NOT NULL DEFAULT clock_timestamp() ⏎ traceparent text
unlogged table listed_users	connected_account_id text NOT NULL ⏎ display_name text ⏎ email text ⏎ external_id text ⏎ first_name text ⏎ last_name text ⏎ licensed boolean ⏎ position bigint NOT NULL IDENTITY a ⏎ run bigint NOT NULL ⏎ status text NOT NULL
unlogged table rate_limits	key text NOT NULL ⏎ used integer NOT NULL ⏎ window_started_at timestamp with time zone NOT NULL
`,
};
