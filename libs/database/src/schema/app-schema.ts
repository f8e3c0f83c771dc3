import type { MigratedLibrary } from '@conferencing/postgres';

/** Migrations are always named one by one: a glob would load whatever lies about. */
export type Migrations = readonly (new () => object)[];

/** Everything that `migrate` makes in the database of an app. */
export interface AppSchema {
  libraries: readonly MigratedLibrary[];
  /** Classes of TypeORM with a `name`. */
  migrations: Migrations;
  /** `CREATE OR REPLACE …`, run at each `migrate` after all migrations. */
  functions: readonly string[];
  /** PostgreSQL's schemas, beside the one of the URL, whose objects are watched for changes by hand. */
  schemas: readonly string[];
  /** The database of the time before the first release, which `migrate` takes over. */
  takenOver?: TakenOver;
}

/** What a database had before its migrations became those of release 1.0.0. */
export interface TakenOver {
  /** Names of its migrations: all of them have to be there. */
  from: readonly string[];
  /** Names of the migrations that made the same tables in 1.0.0. */
  to: readonly string[];
  /** Names of the libraries' migrations that made the same tables in 1.0.0, by library. */
  libraries: Readonly<Record<string, readonly string[]>>;
  /** The schema of 1.0.0, one object a line: its name, a tab, its definition with ` ⏎ ` between columns; of a function its name. */
  description: string;
}

/** What TypeORM calls a migration. */
export function nameOf(migration: new () => object): string {
  const { name } = new migration() as { name?: string };
  return name ?? migration.name;
}
