import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';

/** `waiting` above zero for long means that the pool is too small, or that statements take too long. */
export function measurePool(pool: Pool, registry: Registry): void {
  new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of the pool by state, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'waiting' }, waitingFor(pool));
    },
  });
}

/** Requests that no idle connection and no free place can serve: the pool queues those too, until the next tick. */
function waitingFor({ idleCount, options, totalCount, waitingCount }: Pool): number {
  return Math.max(0, waitingCount - idleCount - (options.max - totalCount));
}
