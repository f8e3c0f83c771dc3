import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '@conferencing/kernel';
import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Client } from 'pg';
import { APPLIED_CHANNEL } from './applied-channel.js';

const RECONNECT_PAUSE_MS = 500;
const GOODBYE_MS = 1_000;
/** The net under the notifications: whoever waits looks at least this often. */
const NET_MS = 1_000;

/**
 * Calls its listeners whenever a batch was committed by any process. A lost connection is opened again, and the
 * listeners are called then, for they may have missed something.
 */
export class AppliedSignal implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(AppliedSignal.name);
  private readonly listeners = new Set<() => void>();
  private client?: Client;
  private net?: NodeJS.Timeout;
  private closing = false;

  constructor(private readonly databaseUrl: string) {}

  /** @returns a function that takes the listener away */
  onApplied(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onModuleInit(): void {
    this.net = setInterval(() => this.emit(), NET_MS);
    this.net.unref();
    void this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.net);
    // A server that is frozen never says goodbye.
    if (this.client !== undefined) await within(GOODBYE_MS, this.client.end());
  }

  private emit(): void {
    for (const listener of this.listeners) listener();
  }

  private async listen(): Promise<void> {
    while (!this.closing) {
      const client = new Client({
        connectionString: this.databaseUrl,
        application_name: 'read-models listen',
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
      });
      this.client = client;
      const lost = new Promise<void>((resolve) => {
        client.once('error', () => resolve());
        client.once('end', () => resolve());
      });
      client.on('notification', () => this.emit());
      try {
        await client.connect();
        await client.query(`LISTEN ${APPLIED_CHANNEL}`);
        this.emit();
        await lost;
      } catch (error) {
        this.logger.warn({ err: error }, 'Cannot listen for applied batches yet');
      }
      void client.end().catch(() => undefined);
      if (!this.closing) await sleep(RECONNECT_PAUSE_MS, undefined, { ref: false });
    }
  }
}
