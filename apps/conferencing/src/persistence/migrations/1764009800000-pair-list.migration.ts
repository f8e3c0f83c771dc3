import type { MigrationInterface, QueryRunner } from 'typeorm';

const NAMES = ['services', 'providers', 'external_users'];

/** What the list of all pairs of an account is searched by, sorted by and counted by. */
export class PairList1764009800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What is searched and what it is searched by are folded alike, and a letter with an accent is one letter.
    await runner.query(`
      CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN fold_case(normalize(value, NFC))`);
    // Accents are left out, so that "Ärzte" stands beside "Arzt" although code points are compared. The key is cut to
    // 100 characters: a row of an index holds 2,704 bytes, and names may be longer.
    await runner.query(`
      CREATE FUNCTION sort_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN NULLIF(
        left(btrim(regexp_replace(normalize(search_fold(value), NFD), '[\\u0300-\\u036f]', '', 'g')), 100), '')`);

    await runner.query(`
      ALTER TABLE services
        ADD search_text text COLLATE "C" GENERATED ALWAYS AS (search_fold(name)) STORED,
        ADD sort_name   text COLLATE "C" GENERATED ALWAYS AS (coalesce(sort_fold(name), '')) STORED`);
    await runner.query(`
      ALTER TABLE providers
        ADD search_text text COLLATE "C" GENERATED ALWAYS AS (
          search_fold(coalesce(display_name, '') || E'\\n' || coalesce(email, ''))) STORED,
        ADD sort_name   text COLLATE "C" GENERATED ALWAYS AS (sort_fold(display_name)) STORED`);
    // In ascending order what is empty sorts above everything, in descending order below, which is last both times.
    const sortName = (empty: string) =>
      ['first_name', 'last_name', 'email']
        .map((name) => `coalesce(sort_fold(${name}), ${empty})`)
        .join(` || E'\\x01' || `);
    await runner.query(`
      ALTER TABLE external_users
        ADD search_text text COLLATE "C" GENERATED ALWAYS AS (search_fold(
          btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) || E'\\n' || coalesce(email, ''))) STORED,
        ADD sort_name_up   text COLLATE "C" GENERATED ALWAYS AS (${sortName(`E'\\U0010FFFF'`)}) STORED,
        ADD sort_name_down text COLLATE "C" GENERATED ALWAYS AS (${sortName(`''`)}) STORED`);

    await runner.query(`CREATE INDEX services_by_name ON services (account_id, sort_name, id) WHERE live`);
    await runner.query(`CREATE INDEX providers_by_name ON providers (account_id, sort_name, id)`);
    await runner.query(`CREATE INDEX external_users_by_name_up ON external_users (account_id, sort_name_up, id)`);
    await runner.query(`CREATE INDEX external_users_by_name_down ON external_users (account_id, sort_name_down, id)`);

    // All that counting and filtering needs: it never reads the pairs' rows, which hold the resource and are wide.
    await runner.query(`
      CREATE INDEX service_providers_of_account ON service_providers (account_id, service_id, provider_id)
        INCLUDE (host_state, connected_account_id, external_user_id, resolved_by) WHERE in_catalog AND service_live`);
    await runner.query(`
      CREATE INDEX service_providers_unassigned ON service_providers (account_id, service_id, provider_id)
        WHERE in_catalog AND service_live AND host_state = 'unassigned'`);
    // In place of an index on the host alone: also tells how many providers a host has.
    await runner.query(`
      CREATE INDEX service_providers_by_host_and_provider ON service_providers (external_user_id, provider_id, service_id)
        WHERE external_user_id IS NOT NULL`);
    await runner.query(`DROP INDEX service_providers_by_host`);

    // Without the extension a search reads the names of the whole account: slower, but right.
    const trigrams = NAMES.map(
      (table) => `CREATE INDEX ${table}_by_text ON ${table} USING gin (search_text gin_trgm_ops);`,
    );
    await runner.query(`
      DO $$
      BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        ${trigrams.join('\n        ')}
      EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE WARNING 'pg_trgm is not there (%): searches read all names of an account', SQLERRM;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX service_providers_by_host ON service_providers (external_user_id) WHERE external_user_id IS NOT NULL`);
    await runner.query(
      `DROP INDEX service_providers_of_account, service_providers_unassigned,
        service_providers_by_host_and_provider`,
    );
    await runner.query(`ALTER TABLE services DROP search_text, DROP sort_name`);
    await runner.query(`ALTER TABLE providers DROP search_text, DROP sort_name`);
    await runner.query(`ALTER TABLE external_users DROP search_text, DROP sort_name_up, DROP sort_name_down`);
    await runner.query(`DROP FUNCTION sort_fold, search_fold`);
  }
}
