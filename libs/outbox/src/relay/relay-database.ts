import { openPool } from '@conferencing/postgres';
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { INCARNATION } from './incarnation.sql.js';

/**
 * The statistics of a queue are always wrong (empty when read, millions a minute later), so the planner may only use
 * indexes and nested loops.
 */
const SESSION = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
};

/** The server crashed or was replaced: what the caller knows about the database is invalid. */
export class DatabaseChangedError extends Error {
  override readonly name = 'DatabaseChangedError';
  constructor() {
    super('The database server was restarted or replaced');
  }
}

/**
 * The relay's own few connections: one fetches, one removes, one renews leases, one for the rest. A connection never
 * outlives its server, so each one reads the incarnation of its server once, before its first statement.
 */
export class RelayDatabase {
  private readonly pool: Pool;
  private readonly known = new WeakMap<PoolClient, string>();
  private currentIncarnation: string | undefined;

  /** `onChange` is called before any statement runs on the new incarnation; not for the first one. */
  constructor(
    url: string,
    onError: (error: Error) => void,
    private readonly onChange: () => void,
  ) {
    const settings = { url, size: 4, applicationName: 'outbox-relay', statementTimeoutMs: 10_000, session: SESSION };
    this.pool = openPool(settings, onError);
    // While a connection is in use, its statement reports the error.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** The incarnation of the last opened connection; undefined before the first. */
  get incarnation(): string | undefined {
    return this.currentIncarnation;
  }

  /** The incarnation on which the next statement runs, as far as known. */
  async identify(): Promise<string> {
    const { client, incarnation } = await this.connect();
    client.release();
    return incarnation;
  }

  /**
   * Runs one statement. With `incarnation` it runs on that one only, and its result is valid only while it is the
   * current one; otherwise it rejects with `DatabaseChangedError`.
   */
  async query<Row extends QueryResultRow>(
    config: QueryConfig & { rowMode?: 'array' },
    incarnation?: string,
  ): Promise<QueryResult<Row>> {
    const { client, incarnation: actual } = await this.connect();
    if (incarnation !== undefined && incarnation !== actual) {
      client.release();
      throw new DatabaseChangedError();
    }
    const result = await using(client, () => client.query<Row>(config));
    if (incarnation !== undefined && incarnation !== this.currentIncarnation) throw new DatabaseChangedError();
    return result;
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  /** A connection to the current incarnation; those to an earlier one are closed. */
  private async connect(): Promise<{ client: PoolClient; incarnation: string }> {
    for (;;) {
      const client = await this.pool.connect();
      const incarnation = this.known.get(client) ?? (await this.learn(client));
      if (incarnation === this.currentIncarnation) return { client, incarnation };
      client.release(true);
    }
  }

  private async learn(client: PoolClient): Promise<string> {
    const ask = async () => (await client.query<{ incarnation: string }>(INCARNATION)).rows[0]!.incarnation;
    const incarnation = await ask().catch((error: Error) => {
      client.release(error);
      throw error;
    });
    this.known.set(client, incarnation);
    const changed = this.currentIncarnation !== undefined && this.currentIncarnation !== incarnation;
    this.currentIncarnation = incarnation;
    if (changed) this.onChange();
    return incarnation;
  }
}

async function using<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    client.release();
    return result;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}
