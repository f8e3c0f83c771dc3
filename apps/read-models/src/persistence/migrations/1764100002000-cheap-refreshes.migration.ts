import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'projection.conferencing_current';
const BY_HOST = 'account_id, external_user_id, connected_account_id, service_id, provider_id';

function indexes(hosted: string, tombstoneColumns: string): string[] {
  return [
    `CREATE INDEX conferencing_current_by_account ON ${TABLE} (account_id, service_id, provider_id) WHERE ${hosted}`,
    `CREATE INDEX conferencing_current_by_host ON ${TABLE} (${BY_HOST}) WHERE ${hosted}`,
    `CREATE INDEX conferencing_current_by_connected_account
       ON ${TABLE} (account_id, connected_account_id) WHERE ${hosted}`,
    `CREATE INDEX conferencing_current_tombstones ON ${TABLE} (${tombstoneColumns}) WHERE tombstone`,
  ];
}

/** No index looks at a column that a refresh changes, neither in its key nor in its condition. */
export class CheapRefreshes1764100002000 implements MigrationInterface {
  name = 'CheapRefreshes1764100002000';

  async up(runner: QueryRunner): Promise<void> {
    await this.replace(runner, indexes('connected_account_id IS NOT NULL', 'service_id, provider_id'), 50);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replace(runner, indexes('body IS NOT NULL', 'occurred_at'), 80);
  }

  private async replace(runner: QueryRunner, statements: readonly string[], fillfactor: number): Promise<void> {
    for (const index of ['by_account', 'by_host', 'by_connected_account', 'tombstones']) {
      await runner.query(`DROP INDEX IF EXISTS projection.conferencing_current_${index}`);
    }
    await runner.query(`ALTER TABLE ${TABLE} SET (fillfactor = ${fillfactor})`);
    for (const statement of statements) await runner.query(statement);
  }
}
