import type { Pool } from 'pg';

const TABLES = ['pairs', 'outbox', 'outbox_relays', 'outbox_leases', 'outbox_topics', 'outbox_lost_keys'];

const COLUMNS = `
SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`;

/** A copy of everything in the stage's database, which can be restored while relays run. */
export class Backup {
  private constructor(
    private readonly pool: Pool,
    private readonly columns: ReadonlyMap<string, string>,
  ) {}

  static async of(pool: Pool): Promise<Backup> {
    const columns = new Map<string, string>();
    const copies = ['CREATE SCHEMA backup', 'CREATE TABLE backup.seq AS SELECT last_value, is_called FROM outbox_seq'];
    for (const table of TABLES) {
      const { rows } = await pool.query<{ columns: string }>(COLUMNS, [table]);
      const names = rows[0]?.columns ?? '';
      columns.set(table, names);
      copies.push(`CREATE TABLE backup.${table} AS SELECT ${names} FROM ${table}`);
    }
    await pool.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${copies.join('; ')}; COMMIT`);
    return new Backup(pool, columns);
  }

  /** `by`: how the current rows are removed. A TRUNCATE creates another file; after a DELETE only the rows differ. */
  async restore(by: 'TRUNCATE' | 'DELETE FROM' = 'TRUNCATE'): Promise<void> {
    const returns = [...this.columns].map(
      ([table, names]) => `${by} ${table}; INSERT INTO ${table} (${names}) SELECT ${names} FROM backup.${table}`,
    );
    await this.pool.query(
      `BEGIN; ${returns.join('; ')}; SELECT setval('outbox_seq', last_value, is_called) FROM backup.seq; COMMIT`,
    );
  }
}
