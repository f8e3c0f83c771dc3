import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from './database.js';

/**
 * `waiting` above zero for long means that the pool is too small, or that statements take too long; `waiting_for_share`
 * means it for one account, which gets no more of the pool, while others are served.
 */
export function measurePool(database: Database, registry: Registry): void {
  const { pool } = database;
  new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of the pool by state, and requests that wait: for one, or for their account to have fewer',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'waiting' }, waitingFor(pool));
      this.set({ state: 'waiting_for_share' }, database.waitingForShare);
    },
  });
}

/** Requests that no idle connection and no free place can serve: the pool queues those too, until the next tick. */
function waitingFor({ idleCount, options, totalCount, waitingCount }: Pool): number {
  return Math.max(0, waitingCount - idleCount - (options.max - totalCount));
}
