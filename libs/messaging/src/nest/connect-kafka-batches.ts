import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { INestApplication } from '@nestjs/common';
import type { MicroserviceOptions, NestMicroservice } from '@nestjs/microservices';
import type { KafkaBatchServer } from './kafka-batch.server.js';

const ARGUMENTS = {
  app: check.objectWith('an application of Nest', 'connectMicroservice'),
  server: check.objectWith('a KafkaBatchServer', 'consumerStatus'),
};

/**
 * Connects the strategy to an application; `app.startAllMicroservices()` starts it. This is
 * `app.connectMicroservice()`, with the strategy's filter installed before Nest wraps the handlers.
 */
export function connectKafkaBatches(app: INestApplication, server: KafkaBatchServer): void {
  refuseWrongArguments('connectKafkaBatches', { app, server }, ARGUMENTS);
  const options: MicroserviceOptions = { strategy: server };
  const microservice = app.connectMicroservice(options, { deferInitialization: true }) as NestMicroservice;
  microservice.useGlobalFilters(server.errorFilter);
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
}
