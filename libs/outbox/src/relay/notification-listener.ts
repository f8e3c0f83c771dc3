import { within } from '@conferencing/kernel';
import { Client } from 'pg';
import { LEASES_CHANNEL, ROWS_CHANNEL } from '../outbox-schema.sql.js';
import { Wakeup } from '../wakeup.js';

const RECONNECT_MS = 500;
/** How often the server is asked whether it is still there: a connection that broke on the way says nothing. */
const CHECK_MS = 5_000;
const ANSWER_MS = 5_000;
const GOODBYE_MS = 1_000;

/** Hears the other processes on a connection of its own, which it renews when it breaks or answers no more. */
export class NotificationListener {
  readonly #rest = new Wakeup();
  #broken = new Wakeup();
  #client: Client | undefined;
  #stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly onRows: () => void,
    private readonly onLeases: () => void,
  ) {}

  async run(): Promise<void> {
    while (!this.#stopped) {
      await this.#listen().catch(() => undefined);
      if (!this.#stopped) await this.#rest.wait(RECONNECT_MS);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#broken.wake();
    this.#rest.wake();
    // A question that is not answered yet is cut off.
    this.#client?.end().catch(() => undefined);
  }

  /** Ends or rejects when the connection is of no more use, or not needed any more. */
  async #listen(): Promise<void> {
    const broken = (this.#broken = new Wakeup());
    const client = new Client({
      connectionString: this.connectionString,
      application_name: 'outbox-listener',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => broken.wake());
    client.on('end', () => broken.wake());
    client.on('notification', ({ channel }) => (channel === ROWS_CHANNEL ? this.onRows() : this.onLeases()));
    try {
      await client.connect();
      await client.query(`LISTEN ${ROWS_CHANNEL}; LISTEN ${LEASES_CHANNEL}`);
      this.onLeases();
      this.onRows();
      while (!this.#stopped) {
        await client.query('SELECT 1');
        await broken.wait(CHECK_MS);
      }
    } finally {
      await within(GOODBYE_MS, client.end());
    }
  }
}
