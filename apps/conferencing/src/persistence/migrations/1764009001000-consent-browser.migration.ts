import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A consent that a browser began ends in that browser. */
export class ConsentBrowser1764009001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE oauth_states ADD COLUMN browser bytea`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE oauth_states DROP COLUMN browser`);
  }
}
