import { DatabaseModule } from '@conferencing/database';
import { HttpEdgeModule } from '@conferencing/http-edge';
import { processName } from '@conferencing/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import { CallersModule } from './callers/callers.module.js';
import { AuthModule } from './edge/http/auth.module.js';
import { QueriesModule } from './edge/http/queries.module.js';
import { StreamModule } from './edge/http/stream.module.js';
import { ConferencingUpdatedConsumerModule } from './edge/kafka/conferencing-updated-consumer.module.js';
import { KafkaModule } from './edge/kafka/kafka.module.js';
import { RpcQueriesModule } from './edge/rpc/rpc-queries.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { READ_MODELS_SCHEMA } from './persistence/read-models.schema.js';
import { sharesOf } from './persistence/connections.js';
import type { ReadModelsSettings } from './read-models.config.js';
import { SettingsModule } from './settings.module.js';

@Module({})
export class ReadModelsModule {
  static forRoot(settings: ReadModelsSettings): DynamicModule {
    return {
      module: ReadModelsModule,
      imports: [
        SettingsModule.forRoot(settings),
        HttpEdgeModule,
        DatabaseModule.forRoot({
          url: settings.DATABASE_URL,
          size: sharesOf(settings).queries,
          applicationName: processName('read-models'),
          need: 'reads',
          schema: READ_MODELS_SCHEMA,
          newerSchema: settings.DATABASE_NEWER_SCHEMA,
        }),
        KafkaModule,
        AuthModule,
        CallersModule,
        StreamModule,
        QueriesModule,
        RpcQueriesModule,
        ConferencingUpdatedConsumerModule,
        RetentionModule,
      ],
    };
  }
}
