export * from './backoff.js';
export { copyRows } from './copy-rows.js';
export { DESCRIBE_SCHEMA, type SchemaObject } from './describe-schema.sql.js';
export * from './failures.js';
export { lend, type Leaver } from './lend.js';
export {
  CREATE_LIBRARY_MIGRATIONS,
  libraryState,
  type MigratedLibrary,
  migrateLibrary,
  migrateLibraryOn,
  missingMigrations,
  NOTE_LIBRARY_MIGRATION,
} from './library-migrations.js';
export { NotificationListener } from './notification-listener.js';
export { PendingStatements } from './pending-statements.js';
export { openPool, type PoolSettings } from './pool.js';
export * from './queryable.js';
export { listed, SchemaError } from './schema.errors.js';
export { refuseSharedBackends, SharedBackendError } from './shared-backend.js';
export { allowStatements, queryableOn, transactionOn } from './statements.js';
export { attemptOn, inTransaction, transactOn } from './transaction.js';
