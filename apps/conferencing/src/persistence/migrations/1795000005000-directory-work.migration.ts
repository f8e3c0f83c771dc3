/** What the work with the directory needs beside its users: whose turn a sync is, webhooks, and consents under way. */
export class DirectoryWork1795000005000 {
  name = 'DirectoryWork1795000005000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
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
      CREATE INDEX oauth_states_by_expiry ON oauth_states (expires_at);`);
  }
}
