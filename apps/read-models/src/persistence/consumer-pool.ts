import { openPool } from '@conferencing/database';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';

/** Database connections of the consumer only: however many queries run, changes still become visible. */
export class ConsumerPool implements OnApplicationShutdown {
  private readonly logger = new Logger(ConsumerPool.name);
  readonly pool: Pool;

  constructor(url: string, size: number) {
    this.pool = openPool({ url, size, applicationName: 'read-models consumer', pipeline: true }, (error) =>
      this.logger.warn({ err: error }, 'An idle database connection of the consumer was lost'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
