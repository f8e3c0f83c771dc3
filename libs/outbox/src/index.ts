export * from './aggregate-heads.port.js';
export * from './outbox-control.js';
export * from './outbox-log.port.js';
export * from './outbox-schema.sql.js';
export * from './outbox-signal.js';
export * from './outbox.row.js';
export * from './reconcile/fingerprint.js';
export type { HeadState } from './reconcile/head-state.js';
export * from './reconcile/read-model-heads.port.js';
export * from './reconcile/reconcile.report.js';
export * from './reconcile/reconciler.js';
export * from './record-producer.port.js';
export * from './recovery/kafka-shown-topic.js';
export * from './recovery/lost-keys.js';
export * from './recovery/recovery-schema.sql.js';
export { ADOPT_TOPIC_SQL, SUPERSEDE_SQL } from './recovery/recovery.sql.js';
export * from './recovery/shown-topic.port.js';
export { OutboxRelay } from './relay/relay.js';
export {
  DEFAULT_TUNING,
  type IncarnationTakeover,
  type RelayOptions,
  type RelayTuning,
} from './relay/relay.options.js';
export { Wakeup } from './wakeup.js';
