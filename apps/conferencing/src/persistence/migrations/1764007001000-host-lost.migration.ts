import type { MigrationInterface, QueryRunner } from 'typeorm';

const BROKEN = `host_state NOT IN ('ready', 'unassigned')`;

/** Pairs that lost their host because the connection was deleted, until somebody assigns or clears them on purpose. */
export class HostLost1764007001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_providers
        ADD COLUMN host_lost boolean NOT NULL DEFAULT false,
        ADD CHECK (NOT (host_lost AND external_user_id IS NOT NULL))`);
    await runner.query(`
      UPDATE service_providers SET host_lost = true
      WHERE external_user_id IS NULL AND change = 'cleared' AND reason = 'connected_account_deleted'
        AND tombstone_id IS NULL`);
    await runner.query(`DROP INDEX service_providers_needing_attention`);
    // All that counting by cause needs. A pair that has a host has an active provider.
    await runner.query(`
      CREATE INDEX service_providers_needing_attention ON service_providers (account_id, service_id, provider_id)
        INCLUDE (host_state)
        WHERE in_catalog AND service_live AND provider_active AND (${BROKEN} OR host_lost)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX service_providers_needing_attention`);
    await runner.query(`
      CREATE INDEX service_providers_needing_attention
        ON service_providers (account_id, service_id, provider_id) WHERE ${BROKEN}`);
    await runner.query(`ALTER TABLE service_providers DROP COLUMN host_lost`);
  }
}
