export * from './aggregate-heads.port.js';
export * from './outbox-log.port.js';
export * from './outbox-schema.sql.js';
export * from './outbox-signal.js';
export * from './outbox.row.js';
export * from './record-producer.port.js';
export { OutboxRelay } from './relay/relay.js';
export { DEFAULT_TUNING, type RelayOptions, type RelayTuning } from './relay/relay.options.js';
