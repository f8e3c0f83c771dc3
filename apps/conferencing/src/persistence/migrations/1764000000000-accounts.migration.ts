import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tenants, by what they prove who they are, and how often they have called. */
export class Accounts1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id         text PRIMARY KEY,
        name       text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX accounts_in_order ON accounts (created_at, id)`);

    // Only the SHA-256 of a token is kept: it is 256 random bits, so nothing slower is needed to keep it secret.
    await runner.query(`
      CREATE TABLE account_tokens (
        id         text PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts (id),
        name       text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      )`);
    await runner.query(`CREATE INDEX account_tokens_in_order ON account_tokens (account_id, created_at, id)`);

    await runner.query(`
      CREATE TABLE signing_keys (
        id         text PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts (id),
        public_jwk jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      )`);
    await runner.query(`CREATE INDEX signing_keys_in_order ON signing_keys (account_id, created_at, id)`);

    // Unlogged: after a crash everybody starts a new window, which is no harm.
    await runner.query(`
      CREATE UNLOGGED TABLE rate_limits (
        key               text PRIMARY KEY,
        window_started_at timestamptz NOT NULL,
        used              integer NOT NULL
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rate_limits, signing_keys, account_tokens, accounts`);
  }
}
