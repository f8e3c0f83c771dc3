import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@conferencing/testing';
import { Caller } from '../api/caller.js';
import type { Pair } from '../api/tenant.js';
import { type Staff, versionOf } from '../read-models/staff.js';

const AT_ONCE = 4;
/** A pause between writes, so that the load leaves the machine to the processes. */
const PAUSE_MS = 20;
/** How long a change may stay invisible while partitions change hands. */
const VISIBLE_WITHIN_MS = 30_000;

/** Where the load asks. */
export interface Fronts {
  conferencing: string;
  readModels: string;
}

/**
 * Assigns and clears hosts without end. Each write is read at once at its owner, and read at the read side until it is
 * visible there. Whatever isn't the one right answer is kept in `wrong`.
 */
export class Load {
  readonly wrong: string[] = [];
  /** The last version that was acknowledged, by the pair's key. */
  readonly acknowledged = new Map<string, number>();
  /** Writes whose change was seen on the read side. */
  done = 0;
  /** The longest time until a change was visible on the read side, in milliseconds. */
  slowestMs = 0;
  private stopped = false;
  private readonly work: Promise<void[]>;

  constructor(
    private readonly staff: Staff,
    private readonly pairs: readonly Pair[],
    private readonly fronts: Fronts,
  ) {
    this.work = Promise.all(Array.from({ length: AT_ONCE }, (_, writer) => this.write(writer)));
  }

  /** Waits until this many more writes are visible. */
  async more(count: number): Promise<void> {
    const goal = this.done + count;
    await eventually(() => this.done >= goal || this.wrong.length > 0, {
      timeoutMs: 120_000,
      what: `${count} more writes`,
    });
    if (this.wrong.length > 0) throw new Error(`Wrong answers:\n${this.wrong.slice(0, 10).join('\n')}`);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  /** Each writer has pairs of its own, so it knows what they have to be. */
  private async write(writer: number): Promise<void> {
    const own = this.pairs.filter((_, index) => index % AT_ONCE === writer);
    const hosts = [this.staff.ben, this.staff.anna, null];
    for (let round = 0; !this.stopped; round += 1) {
      const pair = own[round % own.length]!;
      const host = hosts[Math.floor(round / own.length) % hosts.length]!;
      try {
        await this.change(pair, host);
      } catch (error) {
        this.wrong.push(`${pair.key}: ${String((error as { cause?: unknown }).cause ?? error)}`);
      }
      await pause(PAUSE_MS);
    }
  }

  private async change(pair: Pair, host: string | null): Promise<void> {
    const { tenant, connection } = this.staff;
    const api = new Caller(this.fronts.conferencing, tenant.api.headers);
    const known = this.acknowledged.get(pair.key) ?? 1;
    const body = { connected_account_id: connection.id, external_user_id: host };
    const [wanted, { status, headers, text }] =
      host === null ? [204, await api.delete(pair.conferencing)] : [200, await api.put(pair.conferencing, body)];
    const version = host === null ? known + 1 : versionOf(headers);
    if (status !== wanted || version !== known + 1) {
      return void this.wrong.push(`${pair.key}: ${status}, version ${version} after ${known}: ${text}`);
    }
    this.acknowledged.set(pair.key, version);
    const own = await api.get(pair.conferencing);
    const right = host === null ? own.status === 404 : own.status === 200 && versionOf(own.headers) === version;
    if (!right) this.wrong.push(`${pair.key}: its owner says ${own.status} ${own.text} after version ${version}`);
    await this.seen(pair, host, version);
  }

  private async seen(pair: Pair, host: string | null, version: number): Promise<void> {
    const ask = new Caller(this.fronts.readModels, this.staff.tenant.api.headers);
    const began = performance.now();
    for (;;) {
      const { status, body, text } = await ask.get(`${pair.conferencing}?min_version=${version}&wait_ms=5000`);
      const right = host === null ? status === 404 : status === 200 && body.version === version;
      const took = performance.now() - began;
      if (right) {
        this.slowestMs = Math.max(this.slowestMs, took);
        this.done += 1;
        return;
      }
      if (status !== 409 || took > VISIBLE_WITHIN_MS) {
        return void this.wrong.push(`${pair.key}: the read side says ${status} ${text} for version ${version}`);
      }
    }
  }
}
