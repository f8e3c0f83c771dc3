import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One function says which emails and ids are the same in any case. It does not depend on the database's locale, and it
 * knows the final sigma, the Kelvin sign and the dotted I.
 */
export class FoldCase1764009000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION fold_case(value text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN casefold(lower(value COLLATE pg_c_utf8))`);
    await index(runner, 'fold_case');
  }

  async down(runner: QueryRunner): Promise<void> {
    await index(runner, 'lower');
    await runner.query('DROP FUNCTION fold_case');
  }
}

async function index(runner: QueryRunner, fold: 'fold_case' | 'lower'): Promise<void> {
  await runner.query(`
    DROP INDEX connected_accounts_by_zoom_account, external_users_one_per_external_id,
      external_users_one_per_email_without_id, external_users_by_email, providers_by_email`);
  await runner.query(`
    CREATE INDEX connected_accounts_by_zoom_account
      ON connected_accounts (${fold}(external_account_id)) WHERE provider = 'zoom_admin'`);
  await runner.query(`
    CREATE UNIQUE INDEX external_users_one_per_external_id
      ON external_users (connected_account_id, ${fold}(external_id)) WHERE external_id IS NOT NULL`);
  await runner.query(`
    CREATE UNIQUE INDEX external_users_one_per_email_without_id
      ON external_users (connected_account_id, ${fold}(email)) WHERE external_id IS NULL AND removed_at IS NULL`);
  await runner.query(`CREATE INDEX external_users_by_email ON external_users (connected_account_id, ${fold}(email))`);
  await runner.query(`CREATE INDEX providers_by_email ON providers (account_id, ${fold}(email)) WHERE active`);
}
