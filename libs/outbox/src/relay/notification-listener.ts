import { Client } from 'pg';
import { LEASES_CHANNEL, ROWS_CHANNEL } from '../outbox-schema.sql.js';
import { Wakeup } from '../wakeup.js';

const RECONNECT_MS = 500;

/** Hears the other processes on a connection of its own, which it renews when it breaks. */
export class NotificationListener {
  readonly #broken = new Wakeup();
  #client: Client | undefined;
  #stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly onRows: () => void,
    private readonly onLeases: () => void,
  ) {}

  async run(): Promise<void> {
    while (!this.#stopped) {
      const client = new Client({
        connectionString: this.connectionString,
        application_name: 'outbox-listener',
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
      });
      this.#client = client;
      client.on('error', () => this.#broken.wake());
      client.on('end', () => this.#broken.wake());
      client.on('notification', ({ channel }) => (channel === ROWS_CHANNEL ? this.onRows() : this.onLeases()));
      try {
        await client.connect();
        await client.query(`LISTEN ${ROWS_CHANNEL}; LISTEN ${LEASES_CHANNEL}`);
        this.onLeases();
        this.onRows();
        while (!this.#stopped && this.#client === client) {
          await this.#broken.wait(60_000);
          await client.query('SELECT 1');
        }
      } catch {
        await this.#broken.wait(RECONNECT_MS);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#broken.wake();
  }
}
