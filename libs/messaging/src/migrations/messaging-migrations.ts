import { MESSAGING_0001 } from './0001-messaging.migration.js';

/** A consumer's tables in the database of its own service; `migrateLibrary` of libs/postgres applies them. */
export const MESSAGING_MIGRATIONS = { library: 'messaging', migrations: [MESSAGING_0001] } as const;
