import { type Database, type NewerSchema, refuseOtherSchema } from '@conferencing/database';
import { READ_MODELS_SCHEMA } from '../persistence/read-models.schema.js';

export { READ_MODELS_SCHEMA };

/**
 * @returns what a later version has added to the database; always empty unless that is accepted
 * @throws SchemaError, which says what to do, unless the database is as the migrate command of this version leaves it
 */
export function assertSchema(database: Database, newer: NewerSchema): Promise<string[]> {
  return database.session((client) => refuseOtherSchema(client, READ_MODELS_SCHEMA, newer));
}
