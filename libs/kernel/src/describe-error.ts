import { shortened } from './log-text.js';

/** Each has a digit, unlike Node's own codes of five letters. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const MAX_CAUSES = 3;
/** Errors are not wrapped deeper than this on purpose. */
const MAX_DEPTH = 10;
const MAX_ERRORS = 5;

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** The place in our own code nearest to the throw, as `libs/x/src/y.js:12:3`; a whole stack is never logged. */
function origin(stack: unknown): string | undefined {
  if (typeof stack !== 'string') return undefined;
  return /((?:apps|libs|tools)\/[^\s():]{1,300}:\d+:\d+)/.exec(stack)?.[1];
}

/** The error that PostgreSQL sent: the error itself, or the one inside TypeORM's error. */
function fromDatabase(error: Fields): Fields | undefined {
  const inner = isObject(error.driverError) ? error.driverError : error;
  return typeof inner.code === 'string' && SQLSTATE.test(inner.code) ? inner : undefined;
}

/** The texts that may quote rows or bodies, from this error and all of its causes. */
function quotingTexts(error: unknown, depth = 0): string[] {
  if (!isObject(error) || depth > MAX_DEPTH) return [];
  const inner = [error.cause, ...(Array.isArray(error.errors) ? error.errors.slice(0, MAX_ERRORS) : [])];
  const texts = inner.flatMap((one) => quotingTexts(one, depth + 1));
  // JSON.parse repeats the text that it could not parse.
  const own = fromDatabase(error) ?? (error.name === 'SyntaxError' ? error : undefined);
  if (typeof own?.message === 'string' && own.message !== '') texts.push(own.message);
  return texts;
}

/** An outer error often repeats the inner message. */
function withoutQuotes(message: unknown, error: unknown): unknown {
  if (typeof message !== 'string') return undefined;
  return shortened(quotingTexts(error).reduce((text, quoting) => text.replaceAll(quoting, '…'), message));
}

/**
 * The fields of an error in a log line. A database error shows only its codes and names, even inside another error: its
 * message and detail may quote rows, and TypeORM adds the statement with its parameters.
 */
export function describeError(error: unknown, depth = 0): Fields {
  if (!isObject(error)) return { type: typeof error };
  const { name, code, message, cause, errors } = error;
  const described: Fields = { type: name, code, at: origin(error.stack) };
  const sent = fromDatabase(error);
  if (sent !== undefined) {
    const { code: sqlstate, constraint, table, column, routine } = sent;
    return { ...described, code: sqlstate, constraint, table, column, routine };
  }
  described.message = withoutQuotes(message, error);
  if (depth >= MAX_CAUSES) return described;
  if (isObject(cause)) described.cause = describeError(cause, depth + 1);
  if (Array.isArray(errors)) described.errors = errors.slice(0, MAX_ERRORS).map((one) => describeError(one, depth + 1));
  return described;
}
