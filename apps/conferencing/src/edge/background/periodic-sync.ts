import { DomainError, within } from '@conferencing/kernel';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SyncDirectoryHandler } from '../../application/sync-directory/sync-directory.handler.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../conferencing.config.js';
import { ConnectedAccounts, type ConnectionRef } from '../../domain/connected-accounts.port.js';

/** Limit of connections that one process syncs at the same time. */
const AT_ONCE = 4;
const LOOK_EVERY_AT_MOST_MS = 10_000;
const LOOK_EVERY_AT_LEAST_MS = 250;
/** A sync of many users takes minutes, and a shutdown does not wait that long. */
const LEAVE_AFTER_MS = 5_000;

/**
 * Syncs every connection once in each interval, to find changes whose webhook was lost. The processes share the due
 * connections: each is taken by one of them.
 */
@Injectable()
export class PeriodicSync implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PeriodicSync.name);
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly directory: SyncDirectoryHandler,
    @Inject(CONFERENCING_SETTINGS) private readonly settings: ConferencingSettings,
  ) {}

  onApplicationBootstrap(): void {
    const intervalMs = this.settings.DIRECTORY_SYNC_INTERVAL_SECONDS * 1_000;
    if (intervalMs === 0) return;
    const every = Math.min(LOOK_EVERY_AT_MOST_MS, Math.max(LOOK_EVERY_AT_LEAST_MS, intervalMs / 4));
    this.timer = setInterval(() => this.look(), every);
  }

  /**
   * Gives running syncs five seconds to finish. An interrupted sync has changed nothing; its lease expires, and its
   * connection is synced one interval later, unless a caller asks before.
   */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.looking;
    await within(LEAVE_AFTER_MS, Promise.all(this.running));
  }

  /** Starts the due syncs, up to this process's limit; each that ends makes room for another. */
  look(): void {
    if (this.stopping) return;
    this.looking ??= this.begin()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'Regular syncs could not be looked up'))
      .finally(() => (this.looking = null));
  }

  private async begin(): Promise<void> {
    const room = AT_ONCE - this.running.size;
    if (room <= 0) return;
    const due = await this.connections.takeDueForSync(this.settings.DIRECTORY_SYNC_INTERVAL_SECONDS, room);
    for (const connection of due) {
      const sync = this.sync(connection).finally(() => {
        this.running.delete(sync);
        this.look();
      });
      this.running.add(sync);
    }
  }

  private async sync({ accountId, id }: ConnectionRef): Promise<void> {
    try {
      await this.directory.execute({ accountId, connectedAccountId: id }, { traceparent: null });
    } catch (error) {
      // The connection is broken or gone, or the directory is unreachable: these states show elsewhere.
      if (error instanceof DomainError) this.logger.log({ connection: id, code: error.code }, 'A regular sync failed');
      else this.logger.error({ err: error, connection: id }, 'A regular sync failed unexpectedly');
    }
  }
}
