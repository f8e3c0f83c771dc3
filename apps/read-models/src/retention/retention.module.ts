import { Database, RetentionCleaner } from '@conferencing/database';
import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from '../read-models.config.js';
import { oldChanges } from './old-changes.js';
import { oldTombstones } from './old-tombstones.js';

/** Deletes what is kept for a time only. */
@Module({
  providers: [
    {
      provide: RetentionCleaner,
      inject: [Database, Registry, READ_MODELS_SETTINGS],
      useFactory: (database: Database, registry: Registry, settings: ReadModelsSettings) =>
        new RetentionCleaner(database, registry, [oldTombstones, oldChanges(settings.HISTORY_RETENTION_DAYS)]),
    },
  ],
})
export class RetentionModule {}
