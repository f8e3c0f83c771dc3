/** The tenants, how they prove who they are, how often they have called, and what read-models must be told of them. */
export class Accounts1795000000000 {
  name = 'Accounts1795000000000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id         text PRIMARY KEY,
        name       text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX accounts_in_order ON accounts (created_at, id);

      -- Only the SHA-256 of a token is kept: it is 256 random bits, so nothing slower is needed to keep it secret.
      CREATE TABLE account_tokens (
        id         text PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts (id),
        name       text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX account_tokens_in_order ON account_tokens (account_id, created_at, id);

      CREATE TABLE signing_keys (
        id         text PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts (id),
        public_jwk jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX signing_keys_in_order ON signing_keys (account_id, created_at, id);

      -- Unlogged: after a crash everybody starts a new window, which is no harm.
      CREATE UNLOGGED TABLE rate_limits (
        key               text PRIMARY KEY,
        window_started_at timestamptz NOT NULL,
        used              integer NOT NULL
      ) WITH (fillfactor = 50);

      -- Changes of credentials that wait to be sent to read-models.
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
      ) WITH (fillfactor = 50);`);
  }
}
