import { setTimeout as delay } from 'node:timers/promises';
import { type Queryable, queryableOn, transactOn } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import type { PoolClient } from 'pg';
import type { Projection } from '../projections/projection.js';
import { MARK_PHASE, READ_PHASE, TRY_LOCK } from './rebuild.sql.js';
import type { Offsets } from './topic-feed.js';

const LOCK_WAIT_MS = 2_000;
const LOCK_LOOK_MS = 100;

export type RebuildPhase = 'rebuilding' | 'rolling_back' | 'swapped';

/** The connection of one rebuild, which holds its lock: when the process ends, however, the lock is gone. */
export class RebuildSession {
  readonly statements: Queryable;

  private constructor(
    private readonly client: PoolClient,
    private readonly projection: Projection,
  ) {
    this.statements = queryableOn(client);
  }

  /** @throws DomainError `conflict` while another process rebuilds the same projection */
  static async open(client: PoolClient, projection: Projection): Promise<RebuildSession> {
    const session = new RebuildSession(client, projection);
    if (!(await session.locked())) {
      const detail = `The projection ${projection.name} is being rebuilt by another process.`;
      throw new DomainError('conflict', { code: 'conflict', detail });
    }
    await client.query(`SET maintenance_work_mem = '256MB'`);
    return session;
  }

  /** A rebuild that has just failed keeps its lock until PostgreSQL has ended its session. */
  private async locked(): Promise<boolean> {
    const deadline = performance.now() + LOCK_WAIT_MS;
    for (;;) {
      const [row] = await this.statements.query<{ locked: boolean }>(TRY_LOCK, [this.projection.name]);
      if (row?.locked === true) return true;
      if (performance.now() > deadline) return false;
      await delay(LOCK_LOOK_MS);
    }
  }

  /** Runs statements whose text is made for one run, one after the other. */
  async run(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.client.query(text);
  }

  async ask<Row extends object>(text: string): Promise<Row> {
    return (await this.client.query<Row>(text)).rows[0] as Row;
  }

  transaction<T>(work: () => Promise<T>): Promise<T> {
    return transactOn(this.client, work);
  }

  async mark(phase: RebuildPhase, offsets?: Offsets): Promise<void> {
    const stored = offsets && JSON.stringify([...offsets].map(([partition, offset]) => [partition, String(offset)]));
    await this.statements.execute(MARK_PHASE, [this.projection.name, phase, stored ?? null]);
  }

  /** What the last rebuild left; the offsets are where the topic was at its swap. */
  async last(): Promise<{ phase: RebuildPhase; offsets: Offsets } | undefined> {
    const [row] = await this.statements.query<{ phase: RebuildPhase; offsets: [number, string][] | null }>(READ_PHASE, [
      this.projection.name,
    ]);
    if (row === undefined) return undefined;
    return {
      phase: row.phase,
      offsets: new Map(row.offsets?.map(([partition, offset]) => [partition, BigInt(offset)])),
    };
  }
}
