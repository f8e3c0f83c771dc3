import { setTimeout as sleep } from 'node:timers/promises';
import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { FILL, UNFILLED } from './fill-changes.sql.js';

/** At 1–4 KB each, a transaction of some milliseconds. */
const BATCH = 500;
const INTERVAL_MS = 2_000;

interface Unfilled {
  service_id: string;
  provider_id: string;
  version: number;
  event: string;
}

type Filled = Pick<ConferencingUpdatedV1, 'occurred_at' | 'change' | 'actor' | 'batch_id'>;

/**
 * Fills the columns that changes are looked for by in rows that have none: those from before the columns, and those that a
 * process of an older version writes while versions are rolled out. Any number of processes may do it.
 */
@Injectable()
export class HistoryFill implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(HistoryFill.name);
  private readonly ended = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      try {
        await this.fill();
      } catch (error) {
        this.logger.warn({ err: error }, 'Changes of an older version can not be filled in now');
      }
      await sleep(INTERVAL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** One pass over all of them, a transaction for each batch. */
  private async fill(): Promise<void> {
    let last: Pick<Unfilled, 'service_id' | 'provider_id' | 'version'> | undefined = {
      service_id: '',
      provider_id: '',
      version: 0,
    };
    while (last !== undefined && !this.ended.signal.aborted) last = await this.fillAfter(last);
  }

  /** The last one of the batch; undefined at the end. */
  private fillAfter(last: Omit<Unfilled, 'event'>): Promise<Unfilled | undefined> {
    return this.database.transaction(async (tx) => {
      const after = [last.service_id, last.provider_id, last.version];
      const rows = await tx.query<Unfilled>(UNFILLED, [...after, BATCH]);
      const filled = rows.flatMap(({ event, ...key }) => {
        const read = readEvent(event);
        return read === undefined ? [] : [{ ...key, ...read }];
      });
      const column = (name: keyof (typeof filled)[number]) => filled.map((row) => row[name] ?? null);
      const names = ['service_id', 'provider_id', 'version', 'occurred_at', 'change', 'actor', 'batch_id'] as const;
      if (filled.length > 0) await tx.execute(FILL, names.map(column));
      return rows.at(-1);
    });
  }
}

/** Undefined for an event that was changed by hand: it must not keep the others from being filled. */
function readEvent(event: string): Filled | undefined {
  try {
    const { occurred_at, change, actor, batch_id } = JSON.parse(event) as ConferencingUpdatedV1;
    return Number.isNaN(Date.parse(occurred_at)) ? undefined : { occurred_at, change, actor, batch_id };
  } catch {
    return undefined;
  }
}
