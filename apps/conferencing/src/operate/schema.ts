import { type Database, refuseOtherSchema } from '@conferencing/database';
import { CONFERENCING_SCHEMA } from '../persistence/conferencing.schema.js';

/** @throws SchemaError, which says what to do, unless the database is as the migrate command of this version leaves it */
export function assertSchema(database: Database): Promise<void> {
  return database.session((client) => refuseOtherSchema(client, CONFERENCING_SCHEMA));
}
