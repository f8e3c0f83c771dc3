import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each lease remembers the life of the server in which a relay has last made sure of what waits in the partition. */
export class LeaseIncarnation1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox_leases ADD COLUMN IF NOT EXISTS incarnation text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox_leases DROP COLUMN incarnation');
  }
}
