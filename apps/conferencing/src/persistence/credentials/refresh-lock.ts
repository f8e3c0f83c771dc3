import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { translateFailure } from '@conferencing/database';
import type { Database } from '@conferencing/database';
import { bulkhead } from 'cockatiel';
import type { PoolClient } from 'pg';
import { RefreshLockTimeout } from '../../domain/credential-store.port.js';
import { RELEASE_REFRESH_LOCK, TRY_REFRESH_LOCK } from './refresh-lock.sql.js';

const TIMEOUT_MS = 15_000;
const PAUSE_MS = 50;
/** Each holder keeps one pool connection while Zoom answers; the others stay free. */
const HOLDERS = 2;

/** A lock for each connected account over all processes; PostgreSQL releases it when the database connection closes. */
export class RefreshLock {
  private readonly places = bulkhead(HOLDERS, Number.POSITIVE_INFINITY);
  private readonly holder = new AsyncLocalStorage<PoolClient>();

  constructor(
    private readonly database: Database,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** The database connection that holds the lock of the calling code: using it saves another one. */
  get session(): PoolClient | undefined {
    return this.holder.getStore();
  }

  /**
   * Throws `RefreshLockTimeout` after 15 s of waiting, and `DomainError` of kind `unavailable` if the database is
   * unreachable.
   */
  async run<T>(connectedAccountId: string, work: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.timeoutMs;
    for (;;) {
      const done = await this.inPlace(deadline, () => this.tryOnce(connectedAccountId, work));
      if (done !== null) return done.result;
      if (performance.now() > deadline) throw new RefreshLockTimeout();
      await sleep(PAUSE_MS * (0.5 + Math.random()));
    }
  }

  /** Waits for a place until the deadline; an attempt that has started may finish later. */
  private inPlace<T>(deadline: number, attempt: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let waits = true;
      const giveUp = () => {
        waits = false;
        reject(new RefreshLockTimeout());
      };
      const timer = setTimeout(giveUp, deadline - performance.now());
      const begin = async () => {
        clearTimeout(timer);
        // A timer may fire up to a millisecond before the deadline: the clock alone does not tell who gave up.
        if (!waits || performance.now() > deadline) throw new RefreshLockTimeout();
        return attempt();
      };
      this.places.execute(begin).then(resolve, reject);
    });
  }

  /** Null if another process holds the lock; waiting takes no connection. */
  private async tryOnce<T>(connectedAccountId: string, work: () => Promise<T>): Promise<{ result: T } | null> {
    let done: { result: T } | null = null;
    try {
      await this.database.session(async (client) => {
        const { rows } = await client.query<{ taken: boolean }>(TRY_REFRESH_LOCK, [connectedAccountId]);
        if (rows[0]?.taken !== true) return;
        try {
          done = { result: await this.holder.run(client, work) };
        } finally {
          await client.query(RELEASE_REFRESH_LOCK, [connectedAccountId]);
        }
      });
      return done;
    } catch (error) {
      // The lock was lost with its connection, but the work had finished before.
      if (done !== null) return done;
      throw translateFailure(error);
    }
  }
}
