import { requiredSetting, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';

/** A copy of a whole database, file by file, and its restore. Open connections are closed for a moment. */
export class DatabaseBackup {
  private constructor(
    private readonly database: TestDatabase,
    private readonly copy: string,
  ) {}

  static async of(database: TestDatabase): Promise<DatabaseBackup> {
    const copy = `${database.name}_backup`;
    await asAdministrator(
      `DROP DATABASE IF EXISTS "${copy}"`,
      `ALTER DATABASE "${database.name}" ALLOW_CONNECTIONS false`,
      `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '${database.name}'`,
      `CREATE DATABASE "${copy}" TEMPLATE "${database.name}" STRATEGY file_copy`,
      `ALTER DATABASE "${database.name}" ALLOW_CONNECTIONS true`,
    );
    return new DatabaseBackup(database, copy);
  }

  async restore(): Promise<void> {
    const { name } = this.database;
    await asAdministrator(
      `DROP DATABASE "${name}" WITH (FORCE)`,
      `CREATE DATABASE "${name}" TEMPLATE "${this.copy}" STRATEGY file_copy`,
    );
  }

  drop(): Promise<void> {
    return asAdministrator(`DROP DATABASE IF EXISTS "${this.copy}"`);
  }
}

/** Replaces another database by an empty one. */
export async function emptied({ name }: TestDatabase): Promise<void> {
  await asAdministrator(`DROP DATABASE "${name}" WITH (FORCE)`, `CREATE DATABASE "${name}"`);
}

async function asAdministrator(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: requiredSetting('TEST_DATABASE_URL') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
