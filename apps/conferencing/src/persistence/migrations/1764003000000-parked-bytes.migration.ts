import { MESSAGING_UPGRADE_SQL } from '@conferencing/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parked records keep every byte, and partitions say what their problem is. */
export class ParkedBytes1764003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MESSAGING_UPGRADE_SQL);
  }

  async down(): Promise<void> {
    // The tables go with the migration that made them.
  }
}
