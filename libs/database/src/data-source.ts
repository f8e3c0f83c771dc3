import type { Pool } from 'pg';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

type PoolCallback = (error: Error | undefined, client: unknown, release: () => void) => void;

/** Migrations and rows are always named one by one: a glob would load whatever lies about. */
export interface Schema {
  rows: readonly (new () => object)[];
  migrations: readonly (new () => object)[];
}

/** What TypeORM asks of a pool, answered by ours: so that the process has one pool, and TypeORM can't end it. */
function driverOver(pool: Pool): object {
  function SharedPool() {
    return {
      connect: (callback: PoolCallback) => pool.connect(callback as Parameters<Pool['connect']>[0]),
      on: () => undefined,
      end: (callback?: () => void) => callback?.(),
    };
  }
  return { ...pg, Pool: SharedPool };
}

export function makeDataSource(pool: Pool, schema: Schema): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    driver: driverOver(pool),
    entities: [...schema.rows],
    migrations: [...schema.migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    logging: false,
  };
  return new DataSource(options);
}
