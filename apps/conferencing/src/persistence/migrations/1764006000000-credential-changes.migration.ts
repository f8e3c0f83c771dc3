import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What read-models has to be told of who may call; at first everything that there is. */
export class CredentialChanges1764006000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE credential_changes (
        id            text PRIMARY KEY,
        -- Counts the changes, so that one that comes while an older one is sent is not taken for sent.
        generation    integer     NOT NULL DEFAULT 1,
        due_at        timestamptz NOT NULL DEFAULT now(),
        -- Until when one process alone sends it, and under which name.
        claim         text,
        claimed_until timestamptz,
        -- A send without an answer may still arrive late: what is true then is sent once more.
        doubtful      boolean     NOT NULL DEFAULT false
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      INSERT INTO credential_changes (id)
      SELECT id FROM accounts
      UNION ALL SELECT id FROM account_tokens WHERE revoked_at IS NULL
      UNION ALL SELECT id FROM signing_keys WHERE revoked_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE credential_changes`);
  }
}
