import { OUTBOX_0001 } from './0001-outbox.migration.js';

/** The outbox's tables in the database of the service that writes to it; `migrateLibrary` of libs/postgres applies them. */
export const OUTBOX_MIGRATIONS = { library: 'outbox', migrations: [OUTBOX_0001] } as const;
