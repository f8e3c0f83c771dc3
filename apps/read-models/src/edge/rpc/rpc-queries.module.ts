import { Module } from '@nestjs/common';
import { sharesOf } from '../../persistence/connections.js';
import { ProjectionsModule } from '../../projections/projections.module.js';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from '../../read-models.config.js';
import { KafkaQueriesController } from '../kafka/kafka-queries.controller.js';
import { TcpQueriesController } from '../tcp/tcp-queries.controller.js';
import { QueryAdmission } from './query-admission.js';
import { QueryDispatch } from './query-dispatch.js';

/** The remaining connections serve reads of one pair, and HTTP. */
function makeAdmission(settings: ReadModelsSettings): QueryAdmission {
  return new QueryAdmission(Math.max(1, Math.floor(sharesOf(settings).queries * 0.6)));
}

/** The queries as request and reply over TCP and Kafka. */
@Module({
  imports: [ProjectionsModule],
  controllers: [TcpQueriesController, KafkaQueriesController],
  providers: [QueryDispatch, { provide: QueryAdmission, inject: [READ_MODELS_SETTINGS], useFactory: makeAdmission }],
})
export class RpcQueriesModule {}
