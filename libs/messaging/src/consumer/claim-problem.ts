/** PostgreSQL's undefined_table and undefined_column. */
const NO_SCHEMA = new Set(['42P01', '42703']);

/** Why partitions can't be taken over, in one line that says what to do. */
export function claimProblem(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && NO_SCHEMA.has(code)) {
    return (
      'The tables consumer_offsets and parked_records are missing in the database of this consumer, or are older than ' +
      'its version: run migrateLibrary(pool, MESSAGING_MIGRATIONS) of the messaging library.'
    );
  }
  return 'The partitions cannot be taken over: the database or Kafka does not answer.';
}
