export type {
  ConferencingClientOptions,
  KafkaClientOptions,
  ObservedQuery,
  TcpClientOptions,
} from './conferencing-client.config.js';
export * from './conferencing-client.js';
export * from './conferencing-client.module.js';
export { ConferencingQueryError } from './conferencing-query.errors.js';
