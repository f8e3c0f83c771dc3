import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database } from '@conferencing/database';
import { PURGE_TOMBSTONES } from './purge-tombstones.sql.js';

/**
 * A tombstone's row holds the version below which nothing of the pair may be applied. The topic keeps the record for
 * seven days (`delete.retention.ms`) after its segment was cleaned; the row stays a day longer than seven from the event.
 */
const KEEP_HOURS = 8 * 24;
const INTERVAL_MS = 3_600_000;

/** Forgets pairs that have left the catalog long ago. Any number of processes may do it. */
@Injectable()
export class TombstonePurge implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(TombstonePurge.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.purge(), INTERVAL_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async purge(): Promise<void> {
    try {
      await this.database.execute(PURGE_TOMBSTONES, [KEEP_HOURS]);
    } catch (error) {
      this.logger.warn({ err: error }, 'Old tombstones could not be removed now');
    }
  }
}
