import { setTimeout as sleep } from 'node:timers/promises';
import { queryableOn } from '@conferencing/postgres';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Database } from '../database.js';
import type { Retained } from './retained.js';

/** Also a process that is replaced every hour cleans. */
const FIRST_ROUND_MS = 60_000;
const INTERVAL_MS = 3_600_000;
/** Ends with the session, so a process that dies holds nobody up. */
const TRY_LOCK = `SELECT pg_try_advisory_lock(hashtext('retention'), 0) AS locked`;
const UNLOCK = `SELECT pg_advisory_unlock(hashtext('retention'), 0)`;

/** Deletes old rows once an hour, in one process at a time: in batches, with a pause after each as long as the batch took. */
export class RetentionCleaner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RetentionCleaner.name);
  private readonly ended = new AbortController();
  private readonly deleted: Counter<'table'>;
  private readonly oldest = new Map<string, Date | null>();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    registry: Registry,
    private readonly tables: readonly Retained[],
  ) {
    const registers = [registry];
    this.deleted = new Counter({
      name: 'retention_rows_deleted_total',
      help: 'Rows that this process deleted because they were too old',
      labelNames: ['table'],
      registers,
    });
    for (const { table } of tables) this.deleted.inc({ table }, 0);
    const { oldest } = this;
    new Gauge({
      name: 'retention_oldest_row_age_seconds',
      help: 'Age of the oldest row, as of the last hourly look; 0 without a row',
      labelNames: ['table'],
      registers,
      collect() {
        for (const [table, at] of oldest)
          this.set({ table }, at === null ? 0 : Math.max(0, (Date.now() - at.getTime()) / 1_000));
      },
    });
  }

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** Ends after the statement in flight. */
  async onApplicationShutdown(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  /** Deletes all that is too old now, unless another process is at it. */
  async round(): Promise<void> {
    await this.database.session(async (client) => {
      const { rows } = await client.query<{ locked: boolean }>(TRY_LOCK);
      if (rows[0]?.locked !== true) return;
      try {
        for (const retained of this.tables) await this.clean(retained, queryableOn(client));
      } finally {
        await client.query(UNLOCK);
      }
    });
    for (const retained of this.tables) this.oldest.set(retained.table, await retained.oldest(this.database));
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    const wait = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
    for (await wait(FIRST_ROUND_MS); !signal.aborted; await wait(INTERVAL_MS)) {
      try {
        await this.round();
      } catch (error) {
        this.logger.warn({ err: error }, 'Old rows could not be deleted; the next hour tries again');
      }
    }
  }

  private async clean(retained: Retained, database: ReturnType<typeof queryableOn>): Promise<void> {
    const { table } = retained;
    let since = performance.now();
    for await (const rows of retained.clean(database)) {
      this.deleted.inc({ table }, rows);
      if (this.ended.signal.aborted) return;
      if (rows > 0) await sleep(performance.now() - since);
      since = performance.now();
    }
  }
}
