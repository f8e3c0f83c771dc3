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
/** Each holder keeps one connection of the pool while Zoom answers: the others are for everybody else. */
const HOLDERS = 2;

/** A lock for each connected account over all processes; one that dies lets go with its database connection. */
export class RefreshLock {
  private readonly places = bulkhead(HOLDERS, Number.POSITIVE_INFINITY);
  private readonly holder = new AsyncLocalStorage<PoolClient>();

  constructor(
    private readonly database: Database,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** The database connection that the calling code holds a lock with: using it saves another one. */
  get session(): PoolClient | undefined {
    return this.holder.getStore();
  }

  /** Throws `RefreshLockTimeout` after 15 s of waiting, `DomainError` of kind `unavailable` without the database. */
  async run<T>(connectedAccountId: string, work: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.timeoutMs;
    for (;;) {
      const done = await this.inPlace(deadline, () => this.tryOnce(connectedAccountId, work));
      if (done !== null) return done.result;
      if (performance.now() > deadline) throw new RefreshLockTimeout();
      await sleep(PAUSE_MS * (0.5 + Math.random()));
    }
  }

  /** Waits for a place until the deadline; what has begun by then goes on. */
  private inPlace<T>(deadline: number, attempt: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new RefreshLockTimeout());
      const timer = setTimeout(giveUp, deadline - performance.now());
      const begin = async () => {
        clearTimeout(timer);
        if (performance.now() > deadline) throw new RefreshLockTimeout();
        return attempt();
      };
      this.places.execute(begin).then(resolve, reject);
    });
  }

  /** Null when somebody else holds the lock; waiting takes no connection. */
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
      // The lock went with its connection, but the work was done before.
      if (done !== null) return done;
      throw translateFailure(error);
    }
  }
}
