import { type Database, refuseOtherSchema } from '@conferencing/database';
import { READ_MODELS_SCHEMA } from '../persistence/read-models.schema.js';

/** @throws SchemaError, which says what to do, unless the database is as the migrate command of this version leaves it */
export function assertSchema(database: Database): Promise<void> {
  return database.session((client) => refuseOtherSchema(client, READ_MODELS_SCHEMA));
}
