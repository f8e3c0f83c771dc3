import type { Database, NewerSchema } from '@conferencing/database';

export type App = 'conferencing' | 'read-models';

/** A database of the system, as the settings name it. */
export interface DatabasePlace {
  app: App;
  /** The setting that names it. */
  setting: string;
  url: string;
  /** @throws SchemaError, which says what to do, unless the schema is the one of this version or an accepted one */
  assertSchema: (database: Database, newer: NewerSchema) => Promise<string[]>;
}
