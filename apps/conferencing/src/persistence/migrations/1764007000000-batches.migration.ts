import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was changed in several pairs at once: which batch a pair's last event belongs to, and how to undo a batch. */
export class Batches1764007000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE service_providers ADD COLUMN batch_id text`);
    // One row for each statement that changed hosts, with an array element for each pair that it changed: a user id, or
    // null for nobody. A batch that only refreshed pairs has empty arrays.
    await runner.query(`
      CREATE TABLE batch_changes (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        batch_id     text NOT NULL,
        account_id   text NOT NULL REFERENCES accounts (id),
        occurred_at  timestamptz NOT NULL,
        service_ids  text[] NOT NULL,
        provider_ids text[] NOT NULL,
        hosts_before text[] NOT NULL,
        hosts_after  text[] NOT NULL
      )`);
    await runner.query(`CREATE INDEX batch_changes_by_batch ON batch_changes (batch_id)`);
    await runner.query(`CREATE INDEX batch_changes_by_age ON batch_changes (occurred_at)`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION conferencing_event(sp service_providers, previous jsonb)
      RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
      RETURN json_build_object(
        'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
        'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
        'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
        'actor', (sp).actor, 'batch_id', (sp).batch_id, 'host_state', (sp).host_state,
        'data', (sp).resource, 'previous', previous)::text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION conferencing_event(sp service_providers, previous jsonb)
      RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
      RETURN json_build_object(
        'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
        'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
        'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
        'actor', (sp).actor, 'host_state', (sp).host_state, 'data', (sp).resource, 'previous', previous)::text`);
    await runner.query(`DROP TABLE batch_changes`);
    await runner.query(`ALTER TABLE service_providers DROP COLUMN batch_id`);
  }
}
