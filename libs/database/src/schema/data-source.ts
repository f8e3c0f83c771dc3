import type { Pool } from 'pg';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Migrations } from './app-schema.js';

type PoolCallback = (error: Error | undefined, client: unknown, release: () => void) => void;

/**
 * What TypeORM needs of a pool, provided by ours: its sessions are like all others, and TypeORM cannot end the pool.
 */
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
