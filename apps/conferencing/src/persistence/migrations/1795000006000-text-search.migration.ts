/** Without the extension a search reads the names of the whole account: slower, but right. */
export class TextSearch1795000006000 {
  name = 'TextSearch1795000006000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      DO $$
      BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX services_by_text ON services USING gin (search_text gin_trgm_ops);
        CREATE INDEX providers_by_text ON providers USING gin (search_text gin_trgm_ops);
        CREATE INDEX external_users_by_text ON external_users USING gin (search_text gin_trgm_ops);
      EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE WARNING 'pg_trgm is not there (%): searches read all names of an account', SQLERRM;
      END $$;`);
  }
}
