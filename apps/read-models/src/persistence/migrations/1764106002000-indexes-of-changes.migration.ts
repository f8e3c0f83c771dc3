import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  history_by_time: '(account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor)',
  history_by_batch: '(batch_id) WHERE batch_id IS NOT NULL',
  history_unfilled: '(service_id, provider_id, version) WHERE occurred_at IS NULL',
};

/** In a transaction without a change of the table: the history can be read while its indexes are built. */
export class IndexesOfChanges1764106002000 implements MigrationInterface {
  name = 'IndexesOfChanges1764106002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      await runner.query(`CREATE INDEX IF NOT EXISTS ${name} ON projection.history ${definition}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX IF EXISTS projection.${name}`);
  }
}
