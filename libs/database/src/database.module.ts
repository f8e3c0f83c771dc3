import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Health } from '@conferencing/observability';
import type { Pool } from 'pg';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { makeDataSource, type Schema } from './data-source.js';
import { openPool, type PoolSettings } from './pool.js';
import { measurePool } from './pool-metrics.js';

const POOL = Symbol('pool');
const logger = new Logger('Database');
const CONNECT_PAUSE_MS = 1_000;

export interface DatabaseSettings extends PoolSettings, Schema {}

/**
 * Provides {@link Database} and TypeORM's `DataSource` to the whole app, over one pool. A process starts without its
 * database: statements fail as `unavailable` and readiness says so until it is there.
 */
@Module({})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  private closing = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly dataSource: DataSource,
    private readonly health: Health,
    private readonly registry: Registry,
  ) {}

  static forRoot(settings: DatabaseSettings): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: POOL,
          useFactory: () =>
            openPool(settings, (error) => logger.warn({ err: error }, 'An idle database connection was lost')),
        },
        { provide: Database, inject: [POOL], useFactory: (pool: Pool) => new Database(pool) },
        { provide: DataSource, inject: [POOL], useFactory: (pool: Pool) => makeDataSource(pool, settings) },
      ],
      exports: [Database, DataSource],
    };
  }

  async onModuleInit(): Promise<void> {
    this.health.register('postgresql', () => this.pool.query('SELECT 1'));
    measurePool(this.pool, this.registry);
    if (!(await this.connect())) void this.keepTrying();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await this.pool.end();
  }

  private async connect(): Promise<boolean> {
    try {
      await this.dataSource.initialize();
      return true;
    } catch (error) {
      logger.warn({ err: error }, 'The database is not reachable yet');
      return false;
    }
  }

  private async keepTrying(): Promise<void> {
    do await sleep(CONNECT_PAUSE_MS, undefined, { ref: false });
    while (!this.closing && !(await this.connect()));
  }
}
