import { MESSAGING_SCHEMA_DOWN_SQL, MESSAGING_SCHEMA_SQL } from '@conferencing/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the consumer is, and what it could not apply. */
export class Messaging1764100000000 implements MigrationInterface {
  name = 'Messaging1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGING_SCHEMA_SQL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGING_SCHEMA_DOWN_SQL);
  }
}
