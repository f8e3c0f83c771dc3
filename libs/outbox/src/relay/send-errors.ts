/** Errors that a record causes itself: a retry never helps, only leaving it out. Kafka's own names and the port's. */
const REFUSALS = new Set([
  'record_too_large',
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'CORRUPT_MESSAGE',
]);

/** The name of the refusal if the broker refused the batch because of a record in it. */
export function refusalOf(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { type, code } = cause as { type?: unknown; code?: unknown };
    for (const name of [type, code]) if (typeof name === 'string' && REFUSALS.has(name)) return name;
  }
  return undefined;
}
