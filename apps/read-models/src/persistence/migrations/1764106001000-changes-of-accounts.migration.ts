import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = {
  occurred_at: 'timestamptz',
  change: 'text COLLATE "C"',
  actor: 'text COLLATE "C"',
  batch_id: 'text COLLATE "C"',
};

/**
 * The history gets what the changes of an account are looked for by. Rows that are there already are filled by the
 * processes, batch by batch: one statement over millions of rows would hold them all until its end.
 */
export class ChangesOfAccounts1764106001000 implements MigrationInterface {
  name = 'ChangesOfAccounts1764106001000';

  async up(runner: QueryRunner): Promise<void> {
    const added = Object.entries(COLUMNS).map(([name, type]) => `ADD COLUMN IF NOT EXISTS ${name} ${type}`);
    await runner.query(`ALTER TABLE projection.history ${added.join(', ')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const dropped = Object.keys(COLUMNS).map((name) => `DROP COLUMN ${name}`);
    await runner.query(`ALTER TABLE projection.history ${dropped.join(', ')}`);
  }
}
