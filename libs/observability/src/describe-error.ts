const SQLSTATE = /^[0-9A-Z]{5}$/;
const MAX_CAUSES = 3;
/** A message may repeat what somebody sent; a log line has to stay one that can be read. */
const MAX_MESSAGE = 1_000;

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** The text, cut off with a word about how long it was. */
export function shortened(text: string): string {
  return text.length <= MAX_MESSAGE ? text : `${text.slice(0, MAX_MESSAGE)}… (${text.length} characters)`;
}

/** The place in our own code nearest to the throw, as `libs/x/src/y.js:12:3`; a whole stack never goes to the log. */
function origin(stack: unknown): string | undefined {
  if (typeof stack !== 'string') return undefined;
  return /((?:apps|libs|tools)\/[^\s():]+:\d+:\d+)/.exec(stack)?.[1];
}

/**
 * What a log line says about an error. A database error is its codes and names only: its message and detail may quote
 * rows, and TypeORM adds the statement with its parameters.
 */
export function describeError(error: unknown, depth = 0): Fields {
  if (!isObject(error)) return { type: typeof error };
  const { name, code, message, cause, driverError } = error;
  const described: Fields = { type: name, code, at: origin(error.stack) };
  const fromDatabase = isObject(driverError) ? driverError : error;
  if (typeof fromDatabase.code === 'string' && SQLSTATE.test(fromDatabase.code)) {
    const { code: sqlstate, constraint, table, column, routine } = fromDatabase;
    return { ...described, code: sqlstate, constraint, table, column, routine };
  }
  described.message = typeof message === 'string' ? shortened(message) : message;
  if (isObject(cause) && depth < MAX_CAUSES) described.cause = describeError(cause, depth + 1);
  return described;
}
