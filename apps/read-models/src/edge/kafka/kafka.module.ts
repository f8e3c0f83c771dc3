import { KafkajsKafka, KafkaPort } from '@conferencing/messaging';
import { KafkaReach, NestLog } from '@conferencing/messaging/nest';
import { Global, Module } from '@nestjs/common';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from '../../read-models.config.js';

/** The brokers, for every slice that talks to them. */
@Global()
@Module({
  providers: [
    {
      provide: KafkaPort,
      inject: [READ_MODELS_SETTINGS],
      useFactory: (settings: ReadModelsSettings) => new KafkajsKafka(settings, new NestLog('Kafka')),
    },
    { provide: KafkaReach, inject: [KafkaPort], useFactory: (kafka: KafkaPort) => new KafkaReach(kafka) },
  ],
  exports: [KafkaPort, KafkaReach],
})
export class KafkaModule {}
