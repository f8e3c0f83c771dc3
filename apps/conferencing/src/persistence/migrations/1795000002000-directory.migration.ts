/** Connected accounts, their sealed credentials, the users synced from them, and the mappings provider → user. */
export class Directory1795000002000 {
  name = 'Directory1795000002000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
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
          btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) || E'\\n' || coalesce(email, ''))) STORED,
        sort_name_up         text COLLATE "C" GENERATED ALWAYS AS (
          coalesce(sort_fold(first_name), E'\\U0010FFFF') || E'\\x01' || coalesce(sort_fold(last_name), E'\\U0010FFFF')
          || E'\\x01' || coalesce(sort_fold(email), E'\\U0010FFFF')) STORED,
        sort_name_down       text COLLATE "C" GENERATED ALWAYS AS (
          coalesce(sort_fold(first_name), '') || E'\\x01' || coalesce(sort_fold(last_name), '')
          || E'\\x01' || coalesce(sort_fold(email), '')) STORED
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
      CREATE INDEX user_mappings_by_external_user ON user_mappings (external_user_id);`);
  }
}
