import { writeSync } from 'node:fs';
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
import {
  listed,
  openPool,
  type PoolSettings,
  refuseSharedBackends,
  SchemaError,
  SharedBackendError,
} from '@conferencing/postgres';
import { Registry } from 'prom-client';
import { Database } from './database.js';
import { measurePool } from './pool-metrics.js';
import { type Need, readiness } from './readiness.js';
import type { AppSchema } from './schema/app-schema.js';
import { type NewerSchema, refuseOtherSchema } from './schema/migration-state.js';

const SETTINGS = Symbol('database settings');
const CONNECT_PAUSE_MS = 1_000;
const NEWER_ACCEPTED = 'The database is newer than this program, and DATABASE_NEWER_SCHEMA accepts that';

export interface DatabaseSettings extends PoolSettings {
  /** What requests to this process need from the database. */
  need: Need;
  /** What the database has to be; a process ends on one that is not. */
  schema: AppSchema;
  /** Whether the process works with a database that a later version has migrated; refused by default. */
  newerSchema?: NewerSchema;
}

/**
 * Provides {@link Database} to the whole app, over one pool. A process starts without its database: until it is
 * reachable, statements fail as `unavailable` and the process is not ready.
 */
@Module({})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private closing = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: DatabaseSettings,
    private readonly database: Database,
    private readonly health: Health,
    private readonly registry: Registry,
  ) {}

  static forRoot(settings: DatabaseSettings): DynamicModule {
    const warn = (error: Error) => new Logger('Database').warn({ err: error }, 'An idle database connection was lost');
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: Database, useFactory: () => new Database(openPool(settings, warn)) },
      ],
      exports: [Database],
    };
  }

  async onModuleInit(): Promise<void> {
    this.health.register('postgresql', () => readiness(this.database, this.settings.need));
    measurePool(this.database, this.registry);
    if (!(await this.looksRight())) void this.keepTrying();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await this.database.pool.end();
  }

  private async looksRight(): Promise<boolean> {
    try {
      await refuseSharedBackends(this.settings.url);
      const { schema, newerSchema } = this.settings;
      const later = await refuseOtherSchema(this.database.pool, schema, newerSchema);
      if (later.length > 0) this.logger.warn({ later: listed(later) }, NEWER_ACCEPTED);
      return true;
    } catch (error) {
      if (error instanceof SharedBackendError || error instanceof SchemaError) exitWith(error.message);
      this.logger.warn({ err: error }, 'The database is not reachable yet');
      return false;
    }
  }

  private async keepTrying(): Promise<void> {
    do await sleep(CONNECT_PAUSE_MS, undefined, { ref: false });
    while (!this.closing && !(await this.looksRight()));
  }
}

/** The line is the last output, because an earlier listener flushes the log when the process exits. */
function exitWith(line: string): never {
  process.once('exit', () => writeSync(2, `${line}\n`));
  process.exit(1);
}
