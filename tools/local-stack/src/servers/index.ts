export { identify, isAlive, type ProcessIdentity } from './alive.js';
export { findJava } from './java.js';
export { kafkaJars } from './kafka-jars.js';
export { startKafka, type KafkaServer } from './kafka-server.js';
export { OwnedProcess, type Exit } from './owned-process.js';
export { accepts, freePort, freePorts, isPortTaken } from './ports.js';
export { startPostgres, type PostgresServer } from './postgres-server.js';
export { ownFolder, startReaper } from './reaper.js';
export { until, type UntilOptions } from './until.js';
