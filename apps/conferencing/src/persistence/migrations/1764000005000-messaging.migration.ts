import { MESSAGING_SCHEMA_DOWN_SQL, MESSAGING_SCHEMA_SQL } from '@conferencing/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the catalog's topic has been read, and what could not be applied. */
export class Messaging1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGING_SCHEMA_SQL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGING_SCHEMA_DOWN_SQL);
  }
}
