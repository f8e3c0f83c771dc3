/** One row for each pair that holds everything that decides over its host, and what changed several pairs at once. */
export class Pairs1795000004000 {
  name = 'Pairs1795000004000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
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
      CREATE INDEX batch_changes_by_age ON batch_changes (occurred_at);`);
  }
}
