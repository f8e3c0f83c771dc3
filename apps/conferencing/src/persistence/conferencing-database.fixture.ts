import { migrate } from '@conferencing/database';
import { createMigratedDatabase, type TestDatabase } from '@conferencing/testing';
import { CONFERENCING_SCHEMA } from './conferencing.schema.js';

/** A database of conferencing for one test file, without rows. */
export function conferencingDatabase(): Promise<TestDatabase> {
  return createMigratedDatabase('conferencing', (url) => migrate(url, CONFERENCING_SCHEMA));
}
