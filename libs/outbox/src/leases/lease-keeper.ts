import { LEASES_CHANNEL, OUTBOX_PARTITIONS } from '../outbox-schema.js';
import type { RelayDatabase } from '../relay/relay-database.js';
import { fairShare } from './fair-share.js';
import type { LeaseClock } from './lease-clock.js';
import {
  CLAIM_LEASES,
  CONFIRM_LEASES,
  HEARTBEAT,
  LEAVE,
  LIVE_RELAYS,
  RELEASE_LEASES,
  RENEW_LEASES,
} from './lease.sql.js';

export interface Lease {
  partition: number;
  epoch: number;
  /**
   * The last owner's lease expired instead of being released, or this process does not know how it got the lease: sends
   * may still be in flight.
   */
  dead: boolean;
  /** The incarnation of the database in which an owner last finished a take-over; null before the first. */
  confirmedIn: string | null;
}

export interface Holding {
  leases: Lease[];
  /** How many of them another relay should have. */
  surplus: number;
  /** The database in which these leases were renewed. */
  incarnation: string;
  /** Moves the deadline. Call it when every partition that is not among the leases is known to be lost. */
  confirm: () => void;
}

interface LeaseRow {
  partition: number;
  epoch: string;
  dead: boolean;
  incarnation: string | null;
}

type Held = Pick<Lease, 'partition' | 'epoch'>;

/** This relay's leases of partitions, by the database's clock. */
export class LeaseKeeper {
  private joined = false;
  /** The leases that this relay knows that it holds. `dead` stays until the take-over is confirmed. */
  private known = new Map<number, Lease>();

  constructor(
    private readonly database: RelayDatabase,
    private readonly clock: LeaseClock,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /** Drops what is known about one lease, or all: they are taken over as from a relay that died. */
  forget(partition?: number): void {
    if (partition === undefined) this.known.clear();
    else this.known.delete(partition);
  }

  /** Renews the held leases and, with `claim`, claims free ones up to this relay's fair share. */
  async renew(claim: boolean): Promise<Holding> {
    const incarnation = await this.database.identify();
    const query = <Row extends object>(name: string, text: string, values: unknown[]) =>
      this.query<Row>(name, text, values, incarnation);
    const confirm = this.clock.beginRenewal(this.leaseMs);
    const known = columns([...this.known.values()]);
    const { rows } = await query<LeaseRow>('renew', RENEW_LEASES, [this.owner, this.leaseMs, ...known]);
    const leases = rows.map(toLease);
    for (const lease of leases) lease.dead ||= this.known.get(lease.partition)?.dead ?? false;
    await query('heartbeat', HEARTBEAT, [this.owner, this.leaseMs]);
    const live = await query<{ owner: string }>('live', LIVE_RELAYS, []);
    const owners = live.rows.map((row) => row.owner);
    const share = fairShare(OUTBOX_PARTITIONS, this.owner, owners);
    if (claim && leases.length < share) {
      const missing = share - leases.length;
      const claimed = await query<LeaseRow>('claim', CLAIM_LEASES, [this.owner, this.leaseMs, missing]);
      leases.push(...claimed.rows.map(toLease));
    }
    if (!this.joined) {
      this.joined = true;
      await this.notify();
    }
    return {
      leases,
      surplus: Math.max(0, leases.length - share),
      incarnation,
      confirm: () => this.accept(leases, confirm),
    };
  }

  /** Confirms that the repair after the last owner is done: the next owner in this incarnation need not repeat it. */
  async confirmTakeover(leases: readonly Held[], incarnation: string): Promise<void> {
    await this.query('confirm', CONFIRM_LEASES, [this.owner, ...columns(leases), incarnation], incarnation);
    for (const { partition, epoch } of leases) {
      const known = this.known.get(partition);
      if (known?.epoch === epoch) known.dead = false;
    }
  }

  async release(leases: readonly Held[], incarnation: string): Promise<void> {
    // Without an answer their owner is unknown.
    for (const { partition } of leases) this.known.delete(partition);
    await this.query('release', RELEASE_LEASES, [this.owner, ...columns(leases)], incarnation);
    await this.notify();
  }

  /** Notifies the others that this relay has stopped. */
  async leave(): Promise<void> {
    await this.query('leave', LEAVE, [this.owner]);
    await this.notify();
  }

  private accept(leases: readonly Lease[], confirm: () => void): void {
    this.known = new Map(leases.map((lease) => [lease.partition, lease]));
    confirm();
  }

  private query<Row extends object>(name: string, text: string, values: unknown[], incarnation?: string) {
    return this.database.query<Row>({ name: `outbox-${name}`, text, values }, incarnation);
  }

  private async notify(): Promise<void> {
    await this.database.query({ text: `NOTIFY ${LEASES_CHANNEL}` });
  }
}

function toLease(row: LeaseRow): Lease {
  return { partition: row.partition, epoch: Number(row.epoch), dead: row.dead, confirmedIn: row.incarnation };
}

function columns(leases: readonly Held[]): [number[], number[]] {
  return [leases.map(({ partition }) => partition), leases.map(({ epoch }) => epoch)];
}
