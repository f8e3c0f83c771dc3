/** The package's entry `nest`: the batches as a transport of Nest. */
export { connectKafkaBatches } from './connect-kafka-batches.js';
export { KAFKA_BATCHES, KafkaBatchServer, type KafkaBatchServerOptions } from './kafka-batch.server.js';
export { KafkaReach } from './kafka-reach.js';
export { NestLog } from './nest-log.js';
