import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The catalog's mirror, and one row for each pair that holds everything that decides over its host. */
export class ServiceProviders1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Ids compare by their bytes, so that a walk over all keys has one order everywhere.
    // catalog_version: the highest version of a catalog record that was applied; null while only REST has written.
    await runner.query(`
      CREATE TABLE services (
        id              text COLLATE "C" PRIMARY KEY,
        account_id      text NOT NULL REFERENCES accounts (id),
        name            text,
        live            boolean NOT NULL,
        catalog_version bigint,
        created_at      timestamptz NOT NULL,
        updated_at      timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX services_in_order ON services (account_id, id) WHERE live`);

    await runner.query(`
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
      )`);
    await runner.query(`CREATE INDEX providers_in_order ON providers (account_id, id)`);
    await runner.query(`CREATE INDEX providers_by_email ON providers (account_id, lower(email)) WHERE active`);

    // change … tombstone_id describe the last record of the pair's key in the topic, so that it can be sent again.
    await runner.query(`
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
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)`);
    await runner.query(`CREATE INDEX service_providers_by_provider ON service_providers (provider_id)`);
    await runner.query(`
      CREATE INDEX service_providers_by_host ON service_providers (external_user_id) WHERE external_user_id IS NOT NULL`);
    await runner.query(`
      CREATE INDEX service_providers_needing_attention
        ON service_providers (account_id, service_id, provider_id) WHERE host_state NOT IN ('ready', 'unassigned')`);

    await runner.query(`
      CREATE FUNCTION rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
      RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
    await runner.query(`
      CREATE FUNCTION connected_account_json(ca connected_accounts) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
      RETURN jsonb_build_object(
        'id', (ca).id, 'object', 'connected_account', 'provider', (ca).provider, 'status', (ca).status,
        'connection_scope', (ca).connection_scope, 'display_name', (ca).display_name, 'email', (ca).email,
        'external_account_id', (ca).external_account_id, 'external_subject', (ca).external_subject,
        'user_id', (ca).user_id, 'created_at', rfc3339((ca).created_at), 'updated_at', rfc3339((ca).updated_at))`);
    await runner.query(`
      CREATE FUNCTION external_user_json(eu external_users) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
      RETURN jsonb_build_object(
        'id', (eu).id, 'object', 'external_user', 'email', (eu).email,
        'first_name', (eu).first_name, 'last_name', (eu).last_name,
        'status', CASE WHEN (eu).removed_at IS NULL THEN (eu).status END)`);
    await runner.query(`
      CREATE FUNCTION conferencing_resource(service_id text, provider_id text, ca jsonb, eu jsonb)
      RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN jsonb_build_object(
        'object', 'service_provider_conferencing', 'service_id', service_id, 'provider_id', provider_id,
        'conferencing_provider', ca -> 'provider', 'connected_account', ca, 'external_user', eu)`);
    await runner.query(`
      CREATE FUNCTION conferencing_host_state(account_status text, host_status text, host_removed boolean)
      RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN CASE
        WHEN account_status = 'reconnect_required' THEN 'account_reconnect_required'
        WHEN account_status = 'insufficient_permissions' THEN 'account_insufficient_permissions'
        WHEN host_removed THEN 'host_removed'
        WHEN host_status = 'active' THEN 'ready'
        WHEN host_status = 'pending' THEN 'host_pending'
        ELSE 'host_inactive'
      END`);
    // The value of conferencing.updated, as the text that is sent.
    await runner.query(`
      CREATE FUNCTION conferencing_event(sp service_providers, previous jsonb)
      RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
      RETURN json_build_object(
        'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
        'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
        'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
        'actor', (sp).actor, 'host_state', (sp).host_state, 'data', (sp).resource, 'previous', previous)::text`);
    await runner.query(`
      CREATE FUNCTION new_event_id() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE
      RETURN 'evt_' || right(gen_random_uuid()::text, 12)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION new_event_id, conferencing_event, conferencing_host_state, conferencing_resource,
        external_user_json, connected_account_json, rfc3339`);
    await runner.query(`DROP TABLE service_providers, providers, services`);
  }
}
