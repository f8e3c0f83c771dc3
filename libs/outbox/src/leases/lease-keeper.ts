import type { Pool } from 'pg';
import { LEASES_CHANNEL, OUTBOX_PARTITIONS } from '../outbox-schema.sql.js';
import { fairShare } from './fair-share.js';
import type { LeaseClock } from './lease-clock.js';
import {
  CLAIM_LEASES_SQL,
  HEARTBEAT_SQL,
  LEAVE_SQL,
  LIVE_RELAYS_SQL,
  RELEASE_LEASES_SQL,
  RENEW_LEASES_SQL,
} from './lease.sql.js';

export interface Lease {
  partition: number;
  epoch: number;
  /** The last owner's lease ran out instead of being given back: sends of it may still be on their way. */
  dead: boolean;
}

export interface Holding {
  leases: Lease[];
  /** How many of them another relay should have. */
  surplus: number;
  /** Moves the deadline. To be called once every partition that is not among the leases is known to be lost. */
  confirm: () => void;
}

interface LeaseRow {
  partition: number;
  epoch: string;
  dead?: boolean;
}

/** This relay's claims on partitions, by the database's clock. */
export class LeaseKeeper {
  #joined = false;

  constructor(
    private readonly pool: Pool,
    private readonly clock: LeaseClock,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /** Renews what is held and, with `claim`, takes what is free up to this relay's fair share. */
  async renew(claim: boolean): Promise<Holding> {
    const confirm = this.clock.beginRenewal(this.leaseMs);
    const { rows } = await this.#query<LeaseRow>('renew', RENEW_LEASES_SQL, [this.owner, this.leaseMs]);
    await this.#query('heartbeat', HEARTBEAT_SQL, [this.owner, this.leaseMs]);
    const live = await this.#query<{ owner: string }>('live', LIVE_RELAYS_SQL, []);
    const owners = live.rows.map((row) => row.owner);
    const share = fairShare(OUTBOX_PARTITIONS, this.owner, owners);
    const leases = rows.map(toLease);
    if (claim && leases.length < share) {
      const missing = share - leases.length;
      const claimed = await this.#query<LeaseRow>('claim', CLAIM_LEASES_SQL, [this.owner, this.leaseMs, missing]);
      leases.push(...claimed.rows.map(toLease));
    }
    if (!this.#joined) {
      this.#joined = true;
      await this.#notify();
    }
    return { leases, surplus: Math.max(0, leases.length - share), confirm };
  }

  async release(partitions: readonly number[]): Promise<void> {
    await this.#query('release', RELEASE_LEASES_SQL, [this.owner, partitions]);
    await this.#notify();
  }

  /** Tells the others that this relay is gone. */
  async leave(): Promise<void> {
    await this.#query('leave', LEAVE_SQL, [this.owner]);
    await this.#notify();
  }

  #query<Row extends object>(name: string, text: string, values: unknown[]) {
    return this.pool.query<Row>({ name: `outbox-${name}`, text, values });
  }

  async #notify(): Promise<void> {
    await this.pool.query(`NOTIFY ${LEASES_CHANNEL}`);
  }
}

function toLease(row: LeaseRow): Lease {
  return { partition: row.partition, epoch: Number(row.epoch), dead: row.dead ?? false };
}
