import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = {
  occurred_at: 'timestamptz',
  change: 'text COLLATE "C"',
  actor: 'text COLLATE "C"',
  batch_id: 'text COLLATE "C"',
};

/** The history gets what the changes of an account are looked for by. */
export class ChangesOfAccounts1764106001000 implements MigrationInterface {
  name = 'ChangesOfAccounts1764106001000';

  async up(runner: QueryRunner): Promise<void> {
    const added = Object.entries(COLUMNS).map(([name, type]) => `ADD COLUMN IF NOT EXISTS ${name} ${type}`);
    await runner.query(`ALTER TABLE projection.history ${added.join(', ')}`);
    await runner.query(`
      UPDATE projection.history SET
        occurred_at = (said ->> 'occurred_at')::timestamptz,
        change = said ->> 'change',
        actor = said ->> 'actor',
        batch_id = said ->> 'batch_id'
      FROM (SELECT service_id, provider_id, version, event::jsonb AS said FROM projection.history) AS event
      WHERE history.service_id = event.service_id AND history.provider_id = event.provider_id
        AND history.version = event.version AND history.occurred_at IS NULL`);
    await runner.query(`
      CREATE INDEX IF NOT EXISTS history_by_time ON projection.history
        (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor)`);
    await runner.query(`
      CREATE INDEX IF NOT EXISTS history_by_batch ON projection.history (batch_id) WHERE batch_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dropped = Object.keys(COLUMNS).map((name) => `DROP COLUMN ${name}`);
    await runner.query(`ALTER TABLE projection.history ${dropped.join(', ')}`);
  }
}
