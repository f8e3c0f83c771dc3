import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { makeDataSource, type Schema } from './data-source.js';
import { openPool, type PoolSettings } from './pool.js';

const POOL = Symbol('pool');
const SETTINGS = Symbol('database settings');
const CONNECT_PAUSE_MS = 1_000;

export interface DatabaseSettings extends PoolSettings, Schema {}

/**
 * Provides {@link Database} and TypeORM's `DataSource` to the whole app, over one pool. A process starts without its
 * database: statements fail as `unavailable` and readiness says so until it is there.
 */
@Module({})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseModule.name);
  private closing = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly dataSource: DataSource,
  ) {}

  static forRoot(options: {
    inject: unknown[];
    useFactory: (...settings: never[]) => DatabaseSettings;
  }): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: SETTINGS, inject: options.inject as never[], useFactory: options.useFactory },
        {
          provide: POOL,
          inject: [SETTINGS],
          useFactory: (settings: PoolSettings) => {
            const logger = new Logger('Pool');
            return openPool(settings, (error) => logger.warn({ err: error }, 'An idle database connection was lost'));
          },
        },
        { provide: Database, inject: [POOL], useFactory: (pool: Pool) => new Database(pool) },
        {
          provide: DataSource,
          inject: [POOL, SETTINGS],
          useFactory: (pool: Pool, schema: Schema) => makeDataSource(pool, schema),
        },
      ],
      exports: [Database, DataSource],
    };
  }

  async onModuleInit(): Promise<void> {
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
      this.logger.warn({ err: error }, 'The database is not reachable yet');
      return false;
    }
  }

  private async keepTrying(): Promise<void> {
    do await sleep(CONNECT_PAUSE_MS, undefined, { ref: false });
    while (!this.closing && !(await this.connect()));
  }
}
