import { Database } from '@conferencing/database';
import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from '../read-models.config.js';
import { ReadModelsMetrics } from '../read-models-metrics.js';
import { AppliedSignal } from './applied-signal.js';
import { VersionWaiters } from './version-waiters.js';

function makeWaiters(database: Database, signal: AppliedSignal, metrics: ReadModelsMetrics): VersionWaiters {
  const waiters = new VersionWaiters(database);
  signal.onApplied(() => waiters.lookSafely());
  metrics.watchWaiters(() => waiters.size);
  return waiters;
}

/** Tells when a change can be seen, whichever process has applied it. */
@Module({
  providers: [
    {
      provide: AppliedSignal,
      inject: [READ_MODELS_SETTINGS],
      useFactory: ({ DATABASE_URL }: ReadModelsSettings) => new AppliedSignal(DATABASE_URL),
    },
    { provide: ReadModelsMetrics, inject: [Registry], useFactory: (registry) => new ReadModelsMetrics(registry) },
    { provide: VersionWaiters, inject: [Database, AppliedSignal, ReadModelsMetrics], useFactory: makeWaiters },
  ],
  exports: [AppliedSignal, ReadModelsMetrics, VersionWaiters],
})
export class VisibilityModule {}
