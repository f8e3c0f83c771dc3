import { Wakeup, within } from '@conferencing/kernel';
import { Client } from 'pg';

const RECONNECT_MS = 500;
/** Milliseconds between checks of the server, because a broken connection reports nothing. */
const CHECK_MS = 5_000;
const ANSWER_MS = 5_000;
const GOODBYE_MS = 1_000;

export interface NotificationListenerOptions {
  url: string;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  /**
   * The function for a NOTIFY, by its channel. All of them run after each connect too, in this order, because
   * notifications may have been lost. Must not throw.
   */
  channels: Readonly<Record<string, () => void>>;
  /** Called after each failed attempt, before the next one. */
  onFailure?: (error: unknown) => void;
}

/** Receives notifications of other processes on its own connection, which it opens again when it breaks or no longer answers. */
export class NotificationListener {
  private readonly rest = new Wakeup();
  private broken = new Wakeup();
  private client: Client | undefined;
  private stopped = false;
  private onStop!: () => void;
  private readonly whenStopped = new Promise<void>((resolve) => (this.onStop = resolve));

  constructor(private readonly options: NotificationListenerOptions) {}

  /** Resolves after {@link stop}; an unreachable server is tried again every half a second. */
  async run(): Promise<void> {
    while (!this.stopped) {
      await this.listen().catch((error: unknown) => {
        if (!this.stopped) this.options.onFailure?.(error);
      });
      if (!this.stopped) await this.rest.wait(RECONNECT_MS);
    }
  }

  stop(): void {
    this.stopped = true;
    this.onStop();
    this.broken.wake();
    this.rest.wake();
    // A question that is not answered yet is cut off.
    this.client?.end().catch(() => undefined);
  }

  /** Ends or rejects when the connection is of no more use, or not needed any more. */
  private async listen(): Promise<void> {
    const { url, applicationName, channels } = this.options;
    const broken = (this.broken = new Wakeup());
    const client = new Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => broken.wake());
    client.on('end', () => broken.wake());
    client.on('notification', ({ channel }) => channels[channel]?.());
    try {
      // The driver never settles a connect during which the client is ended.
      await Promise.race([client.connect(), this.whenStopped]);
      if (this.stopped) return;
      await client.query(
        Object.keys(channels)
          .map((channel) => `LISTEN ${channel}`)
          .join('; '),
      );
      for (const hear of Object.values(channels)) hear();
      while (!this.stopped) {
        await client.query('SELECT 1');
        await broken.wait(CHECK_MS);
      }
    } finally {
      await within(GOODBYE_MS, client.end());
    }
  }
}
