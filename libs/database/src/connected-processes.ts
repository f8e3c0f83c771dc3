import type { Queryable } from '@conferencing/postgres';

/** One process of ours that is connected to the database. */
export interface ConnectedProcess {
  app: string;
  version: string;
  /** `<host>/<pid>` */
  process: string;
  connections: number;
  since: Date;
}

/** Processes call themselves `<app> <version> <host>/<pid>`. */
const CONNECTED_PROCESSES = `
SELECT split_part(application_name, ' ', 1) AS app, split_part(application_name, ' ', 2) AS version,
  split_part(application_name, ' ', 3) AS process, count(*)::int AS connections, min(backend_start) AS since
FROM pg_stat_activity
WHERE datname = current_database() AND application_name ~ '^[a-z-]+ [0-9]+[.][^ ]* [^ ]+$'
GROUP BY application_name
ORDER BY 1, 2, 3`;

/** Empty behind a pooler that hides who is connected. */
export function connectedProcesses(database: Queryable): Promise<ConnectedProcess[]> {
  return database.query<ConnectedProcess>(CONNECTED_PROCESSES);
}
