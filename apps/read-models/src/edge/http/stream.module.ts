import { Database } from '@conferencing/database';
import { Module } from '@nestjs/common';
import { CallersModule } from '../../callers/callers.module.js';
import { CredentialStore } from '../../callers/credential-store.js';
import { ReadModelsMetrics } from '../../read-models-metrics.js';
import { ConferencingStream } from '../../stream/conferencing-stream.js';
import { AppliedSignal } from '../../visibility/applied-signal.js';
import { VisibilityModule } from '../../visibility/visibility.module.js';
import { StreamController } from './stream.controller.js';

function makeStream(
  database: Database,
  signal: AppliedSignal,
  credentials: CredentialStore,
  metrics: ReadModelsMetrics,
): ConferencingStream {
  const stream = new ConferencingStream(database, signal, credentials);
  metrics.watchStreams(() => stream.size);
  return stream;
}

/** The changes of an account as server-sent events. */
@Module({
  imports: [CallersModule, VisibilityModule],
  controllers: [StreamController],
  providers: [
    {
      provide: ConferencingStream,
      inject: [Database, AppliedSignal, CredentialStore, ReadModelsMetrics],
      useFactory: makeStream,
    },
  ],
})
export class StreamModule {}
