import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { DirectoryFailureKind } from '../../domain/external-directory.port.js';
import {
  type Arrival,
  type SyncFailure,
  type SyncOutcome,
  type SyncRun,
  SyncTurns,
} from '../../domain/sync-turns.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import {
  ABANDON_SYNC,
  ARRIVE,
  BEGIN_SYNC,
  EXTEND_SYNC,
  FINISH_SYNC,
  HOLD_SYNC,
  SYNC_OUTCOME,
} from './sync-turns.sql.js';

interface OutcomeRow {
  number: number;
  failure: DirectoryFailureKind | null;
  detail: string | null;
}

/** Milliseconds between two reads of the row by a caller that waits for another process's sync. */
const LOOK_AGAIN_MS = 50;
/** Milliseconds between extensions of a lease: several fit into one lease. */
const EXTEND_EVERY_MS = 4_000;

function values({ connectedAccountId, number }: SyncRun): [string, number] {
  return [connectedAccountId, number];
}

@Injectable()
export class PgSyncTurns extends SyncTurns {
  constructor(private readonly database: Database) {
    super();
  }

  override async arrive(accountId: string, connectedAccountId: string): Promise<Arrival | null> {
    const [arrival] = await this.database.query<Arrival>(ARRIVE, [accountId, connectedAccountId]);
    return arrival ?? null;
  }

  override async begin(accountId: string, connectedAccountId: string, ticket: number): Promise<SyncRun | null> {
    const parameters = [accountId, connectedAccountId, ticket];
    const [begun] = await this.database.query<{ number: number }>(BEGIN_SYNC, parameters);
    return begun === undefined ? null : { connectedAccountId, number: begun.number };
  }

  override async during<T>(run: SyncRun, work: () => Promise<T>): Promise<T> {
    let extending = null as Promise<unknown> | null;
    const timer = setInterval(() => {
      extending ??= this.extend(run)
        .catch(() => undefined)
        .finally(() => (extending = null));
    }, EXTEND_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      await extending;
    }
  }

  override async extend(run: SyncRun): Promise<boolean> {
    return (await this.database.execute(EXTEND_SYNC, values(run))) > 0;
  }

  override async holds(transaction: Transaction, run: SyncRun): Promise<boolean> {
    return (await queryableOf(transaction).query(HOLD_SYNC, values(run))).length > 0;
  }

  override async finish(transaction: Transaction, run: SyncRun, failure: SyncFailure | null): Promise<void> {
    const verdict = [failure?.kind ?? null, failure?.detail ?? null];
    await queryableOf(transaction).execute(FINISH_SYNC, [...values(run), ...verdict]);
  }

  override async abandon(run: SyncRun): Promise<void> {
    await this.database.execute(ABANDON_SYNC, values(run));
  }

  override async pause(): Promise<void> {
    await sleep(LOOK_AGAIN_MS);
  }

  override async outcome(accountId: string, connectedAccountId: string): Promise<SyncOutcome | null> {
    const [row] = await this.database.query<OutcomeRow>(SYNC_OUTCOME, [accountId, connectedAccountId]);
    if (row === undefined) return null;
    const failure = row.failure === null ? null : { kind: row.failure, detail: row.detail ?? '' };
    return { number: row.number, failure };
  }
}
