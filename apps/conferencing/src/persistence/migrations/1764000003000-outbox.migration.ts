import { OUTBOX_SCHEMA_SQL } from '@conferencing/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits to be published, and who publishes it. */
export class Outbox1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_SCHEMA_SQL.up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_SCHEMA_SQL.down);
  }
}
