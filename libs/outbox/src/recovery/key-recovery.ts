import { backoffMs } from '@conferencing/postgres';
import { Wakeup } from '@conferencing/kernel';
import type { AggregateHeads } from '../aggregate-heads.port.js';
import type { OutboxLog } from '../outbox-log.port.js';
import { ANY_LOST_KEY } from './recovery.sql.js';
import type { Statements } from './statements.port.js';

/** Keys in one transaction. */
const CHUNK = 200;
/** Interval of the check whether the database now has one of the keys that it did not have. */
const LOOK_MS = 2_000;

/** Publishes the state of keys of which the topic has shown more, as soon as the database has them. */
export class KeyRecovery {
  private readonly wakeup = new Wakeup();
  private stopped = false;

  constructor(
    private readonly database: Statements,
    private readonly heads: AggregateHeads,
    private readonly log: OutboxLog,
    private readonly onRecovered: (keys: number) => void,
  ) {}

  wake(): void {
    this.wakeup.wake();
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        await this.recoverAll();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.log.warn({ err: error, failures }, 'Overtaken keys could not be recovered; it will be tried again');
      }
      if (!this.stopped) await this.wakeup.wait(failures > 0 ? backoffMs(failures, 100, 5_000) : LOOK_MS);
    }
  }

  stop(): void {
    this.stopped = true;
    this.wakeup.wake();
  }

  private async recoverAll(): Promise<void> {
    const { rows } = await this.database.query<{ any: boolean }>({ name: 'outbox-lost', text: ANY_LOST_KEY });
    if (rows[0]?.any !== true) return;
    let recovered = 0;
    for (let keys = CHUNK; keys > 0 && !this.stopped;) {
      keys = await this.heads.recover(CHUNK);
      recovered += keys;
      if (keys > 0) this.onRecovered(keys);
    }
    if (recovered > 0)
      this.log.warn({ keys: recovered }, 'Overtaken keys were published above what the topic had shown');
  }
}
