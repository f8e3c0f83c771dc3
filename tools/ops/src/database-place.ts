import type { AppSchema } from '@conferencing/database';

export type App = 'conferencing' | 'read-models';

/** A database of the system, as the settings name it. */
export interface DatabasePlace {
  app: App;
  /** The setting that names it. */
  setting: string;
  url: string;
  /** What this version's `migrate` makes in it. */
  schema: AppSchema;
}
