import type { Pool } from 'pg';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

type PoolCallback = (error: Error | undefined, client: unknown, release: () => void) => void;

/** Migrations are always named one by one: a glob would load whatever lies about. */
export type Migrations = readonly (new () => object)[];

/** What TypeORM asks of a pool, answered by ours: its sessions are as all others, and TypeORM can't end it. */
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

export function makeDataSource(pool: Pool, migrations: Migrations): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    driver: driverOver(pool),
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    logging: false,
  };
  return new DataSource(options);
}
