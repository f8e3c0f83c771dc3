/** The schema of a database is not the one that the program works with; the message is one line that says what to do. */
export class SchemaError extends Error {
  constructor(
    message: string,
    /** True when a later version has migrated the database. */
    readonly isNewer = false,
  ) {
    super(message);
    this.name = 'SchemaError';
  }

  /** @param unknown migrations of the database that the program does not have */
  static newer(unknown: readonly string[]): SchemaError {
    return new SchemaError(
      `The database is newer than this program: it has ${listed(unknown)}, which this version does not know. ` +
        'Start the version that migrated the database, or a later one.',
      true,
    );
  }

  /** @param missing migrations of the program that the database does not have */
  static older(missing: readonly string[]): SchemaError {
    return new SchemaError(
      `The database is older than this program: it lacks ${listed(missing)}. Run the migrate command of this version first.`,
    );
  }
}

const MOST_NAMES = 10;

/** Names for a sentence; of many only the first ones. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
