export {
  allowStatements,
  copyRows,
  isUniqueViolation,
  listed,
  NotificationListener,
  openPool,
  type Queryable,
  queryableOn,
  SchemaError,
  transactOn,
  type Transaction,
  transactionOn,
  type Values,
} from '@conferencing/postgres';
export * from './caller-left.js';
export * from './coalesced-reads.js';
export { connectedProcesses, type ConnectedProcess } from './connected-processes.js';
export { addressOf, databaseAdvice } from './database-advice.js';
export * from './database.js';
export * from './database.module.js';
export * from './failures.js';
export { inBatches, oldestBy, type Retained } from './retention/retained.js';
export { RetentionCleaner } from './retention/retention-cleaner.js';
export type { AppSchema, TakenOver } from './schema/app-schema.js';
export { migrate } from './schema/migrate.js';
export { runMigrate } from './schema/run-migrate.js';
export { type NewerSchema, refuseOtherSchema } from './schema/migration-state.js';
export { describeSchema } from './schema/schema-record.js';
