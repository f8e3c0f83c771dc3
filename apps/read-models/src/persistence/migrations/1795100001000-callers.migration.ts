/** Who may call, as the owner has sent it. What was revoked stays known: an old record that arrives late changes nothing. */
export class Callers1795100001000 {
  name = 'Callers1795100001000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE caller_credentials (
        id         text COLLATE "C" PRIMARY KEY,
        account_id text COLLATE "C",
        token_hash text COLLATE "C",
        public_jwk jsonb,
        revoked    boolean NOT NULL
      );
      CREATE INDEX caller_credentials_by_hash ON caller_credentials (token_hash) WHERE token_hash IS NOT NULL;`);
  }
}
