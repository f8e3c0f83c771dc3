import { Database, RetentionCleaner } from '@conferencing/database';
import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../conferencing.config.js';
import { retainedTables } from './retained-tables.js';

/** Deletes what is kept for a time only. */
@Module({
  providers: [
    {
      provide: RetentionCleaner,
      inject: [Database, Registry, CONFERENCING_SETTINGS],
      useFactory: (database: Database, registry: Registry, settings: ConferencingSettings) =>
        new RetentionCleaner(database, registry, retainedTables(settings.WEBHOOK_RETENTION_DAYS)),
    },
  ],
})
export class RetentionModule {}
