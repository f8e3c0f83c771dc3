import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may ask, as the owner has told. What was revoked stays known: an old record that comes late changes nothing. */
export class Callers1764106000000 implements MigrationInterface {
  name = 'Callers1764106000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caller_credentials (
        id         text COLLATE "C" PRIMARY KEY,
        account_id text COLLATE "C",
        token_hash text COLLATE "C",
        public_jwk jsonb,
        revoked    boolean NOT NULL
      )`);
    await runner.query(`
      CREATE INDEX caller_credentials_by_hash ON caller_credentials (token_hash) WHERE token_hash IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_credentials');
  }
}
