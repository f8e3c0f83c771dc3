/** A database, as the settings of a command name it. */
interface NamedDatabase {
  /** At the beginning of a sentence: `The database of conferencing`. */
  name: string;
  url: string;
  /** The setting that names it. */
  setting: string;
}

const NETWORK = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|ETIMEDOUT|EPIPE|08\w{3}|57P0\w)$/;
/** Messages of pg and its pool, which have no code. */
const SILENT = /^(timeout|connection terminated|query read timeout)/i;

/** Where a database is, without its password. */
export function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/**
 * What an operator can do about an error of a database, in one line; undefined for an error that says nothing of it.
 * @param database the one that the error is of, where that is known
 */
export function databaseAdvice(error: unknown, database?: NamedDatabase): string | undefined {
  const { code = '', message = '' } = reportedBy(error) ?? {};
  const where = database === undefined ? 'its address' : addressOf(database.url);
  const setting = database?.setting ?? 'the settings of the databases';
  if (code.startsWith('28')) return `The database at ${where} refuses the login: correct ${setting} (${message}).`;
  if (code === '3D000') return `There is no database ${where}: create it and migrate it, or correct ${setting}.`;
  if (code === '42501') return `The login may not do this: use the login that owns the database (${message}).`;
  const reason = code === '' && error instanceof Error ? error.message : code;
  if (!(code === '' ? SILENT : NETWORK).test(reason)) return undefined;
  if (database === undefined) return `A database stopped answering (${reason}): start it, and run this again.`;
  return `${database.name} does not answer at ${where} (${reason}): start it, or correct ${setting}.`;
}

interface ErrorLike {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** The first code of what the error gathers (a name with two addresses), of what caused it, and of itself. */
function reportedBy(error: unknown): { code: string; message: string } | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, errors, cause } = error as ErrorLike;
  for (const each of [...(Array.isArray(errors) ? errors : []), cause]) {
    const reported = reportedBy(each);
    if (reported !== undefined) return reported;
  }
  return typeof code === 'string' ? { code, message: typeof message === 'string' ? message : '' } : undefined;
}
