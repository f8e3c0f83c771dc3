import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@conferencing/testing';
import { Caller } from '../e2e/api/caller.js';
import type { Stage } from './stage.js';

const AT_ONCE = 4;
/** A pause between writes, so that the writers leave the machine to the code under test. */
const PAUSE_MS = 5;

/** An answer other than 200, and which process gave it. */
export interface Refusal {
  by: string;
  answer: string;
}

/** Assigns other hosts to the pairs without end, several at a time, whatever happens to the process that answers. */
export class Writing {
  readonly refused: Refusal[] = [];
  /** Codes of the failures of requests that got no answer. */
  readonly unanswered: string[] = [];
  /** Writes that were answered with 200. */
  done = 0;
  private stopped = false;
  private readonly work: Promise<void[]>;

  /**
   * @param urls the conferencing processes that the writers ask, in turns
   * @param pauseMs what each writer waits between two writes
   */
  constructor(
    private readonly stage: Stage,
    private readonly urls: readonly string[] = [stage.system.conferencing.url],
    private readonly pauseMs = PAUSE_MS,
  ) {
    this.work = Promise.all(Array.from({ length: AT_ONCE }, (_, writer) => this.write(writer)));
  }

  /** Waits until this many more writes have been answered with 200. */
  async more(count: number): Promise<void> {
    const goal = this.done + count;
    await eventually(() => this.done >= goal, { timeoutMs: 30_000, what: `${count} more writes` });
  }

  /** Resolves when all requests have ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  /** Each writer has pairs of its own. */
  private async write(writer: number): Promise<void> {
    const { staff, pairs } = this.stage;
    const own = pairs.filter((_, index) => index % AT_ONCE === writer);
    const hosts = [staff.ben, staff.anna];
    for (let round = 0; !this.stopped; round += 1) {
      const pair = own[round % own.length]!;
      const host = hosts[Math.floor(round / own.length) % hosts.length]!;
      const body = { connected_account_id: staff.connection.id, external_user_id: host };
      const by = this.urls[(round + writer) % this.urls.length]!;
      const api = new Caller(by, staff.tenant.api.headers);
      try {
        const { status, text } = await api.put(pair.conferencing, body);
        if (status === 200) this.done += 1;
        else this.refused.push({ by, answer: `${status} ${text}` });
      } catch (error) {
        this.unanswered.push(codeOf(error));
      }
      await pause(this.pauseMs);
    }
  }
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? String(error);
}
