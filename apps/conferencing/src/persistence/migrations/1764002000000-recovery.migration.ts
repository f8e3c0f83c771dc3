import { OUTBOX_RECOVERY_SCHEMA_SQL } from '@conferencing/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the topic has shown, so that no version is given out twice after a restore of this database. */
export class Recovery1764002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_RECOVERY_SCHEMA_SQL.up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_RECOVERY_SCHEMA_SQL.down);
  }
}
