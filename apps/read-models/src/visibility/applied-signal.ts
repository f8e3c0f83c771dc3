import { NotificationListener } from '@conferencing/database';
import { within } from '@conferencing/kernel';
import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { APPLIED_CHANNEL } from './applied-channel.js';

const GOODBYE_MS = 1_000;
/** Interval of a check in case a notification was lost. */
const NET_MS = 1_000;

/**
 * Calls its listeners after each batch that any process has committed. A lost connection is opened again, and then the
 * listeners are called, because they may have missed a batch.
 */
export class AppliedSignal implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(AppliedSignal.name);
  private readonly listeners = new Set<() => void>();
  private readonly listener: NotificationListener;
  private listening: Promise<void> = Promise.resolve();
  private net?: NodeJS.Timeout;

  constructor(databaseUrl: string) {
    this.listener = new NotificationListener({
      url: databaseUrl,
      applicationName: 'read-models listen',
      channels: { [APPLIED_CHANNEL]: () => this.emit() },
      onFailure: (error) => this.logger.warn({ err: error }, 'Cannot listen for applied batches yet'),
    });
  }

  /**
   * @returns a function that removes the listener
   */
  onApplied(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onModuleInit(): void {
    this.net = setInterval(() => this.emit(), NET_MS);
    this.net.unref();
    this.listening = this.listener.run();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.net);
    this.listener.stop();
    // A frozen server never answers the goodbye of the protocol.
    await within(GOODBYE_MS, this.listening);
  }

  private emit(): void {
    for (const listener of this.listeners) listener();
  }
}
