import { accessSync, constants } from 'node:fs';
import { z } from 'zod';
import { url } from './fields.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** libpq's modes that promise something; `prefer` and `allow` would go on without TLS when the server has none. */
const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];
const TLS_FILES = ['sslrootcert', 'sslcert', 'sslkey'];

/**
 * The last `@` ends the password, which may contain any character, because compose files cannot encode the parts of a
 * URL. Encoded characters stay as they are.
 */
function withEncodedPassword(value: string): string {
  const [, scheme, user, password, rest] = /^(postgres(?:ql)?:\/\/)([^:@/]*):(.*)@([^@]*)$/s.exec(value) ?? [];
  if (password === undefined) return value;
  const encoded = password.replace(/%(?![0-9a-f]{2})|[^\w.~!$&'()*+,;=%-]/gi, encodeURIComponent);
  return `${scheme}${user}:${encoded}@${rest}`;
}

function faultOfTls(query: URLSearchParams): string | undefined {
  const mode = query.get('sslmode');
  if (mode !== null && mode !== 'no-verify' && !SSL_MODES.includes(mode)) {
    return `sslmode must be one of ${SSL_MODES.join(', ')}`;
  }
  if (mode === 'verify-ca' && !query.has('sslrootcert')) return 'sslmode=verify-ca needs sslrootcert';
  if (query.has('sslcert') !== query.has('sslkey')) return 'sslcert and sslkey are needed together';
  for (const name of TLS_FILES) {
    const file = query.get(name);
    if (file === null || (name === 'sslrootcert' && file === 'system')) continue;
    try {
      accessSync(file, constants.R_OK);
    } catch (error) {
      return `${name} names a file that can not be read (${(error as NodeJS.ErrnoException).code})`;
    }
  }
  return undefined;
}

/** The driver reads `sslmode` like libpq only with `uselibpqcompat`, and does not know `sslrootcert=system`. */
function asTheDriverReadsIt(value: string, context: z.core.$RefinementCtx): string {
  const [address, text] = splitAt(value, '?');
  if (text === undefined) return value;
  const query = new URLSearchParams(text);
  const fault = faultOfTls(query);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  if (![...TLS_FILES, 'sslmode'].some((name) => query.has(name))) return value;
  // Node's own name for encryption without verification of the server.
  if (query.get('sslmode') === 'no-verify') query.set('sslmode', 'require');
  if (!query.has('sslmode')) query.set('sslmode', 'verify-full');
  if (query.get('sslrootcert') === 'system') query.delete('sslrootcert');
  query.set('uselibpqcompat', 'true');
  return `${address}?${query.toString()}`;
}

function splitAt(text: string, mark: string): [string, string?] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

export const databaseUrl = () =>
  z.string().transform(withEncodedPassword).pipe(url('postgres', 'postgresql')).transform(asTheDriverReadsIt);

/** Whether a process works with a database that a later version has migrated. */
export const newerSchema = {
  DATABASE_NEWER_SCHEMA: z.enum(['refuse', 'accept'], 'must be refuse or accept').default('refuse'),
};

/** A process's database: its address, the password that may stand apart, and which schema it takes. */
export const databaseSettings = {
  DATABASE_URL: databaseUrl(),
  /** Put into `DATABASE_URL`, which then has none: any character, nothing is encoded. */
  DATABASE_PASSWORD: z.string().optional(),
  ...newerSchema,
};

/** Puts each `…DATABASE_PASSWORD` that the process knows into its `…DATABASE_URL`. */
export function withPasswords(env: Environment, names: readonly string[]): { given: Environment; problems: string[] } {
  const given = { ...env };
  const problems: string[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('DATABASE_PASSWORD'))) {
    const urlName = name.replace(/PASSWORD$/, 'URL');
    const [password, text] = [env[name], env[urlName]];
    if (password === undefined || text === undefined || !URL.canParse(text)) continue;
    const parsed = new URL(text);
    if (parsed.username === '') problems.push(`${urlName}: must name a user together with ${name}`);
    else if (parsed.password !== '') problems.push(`${name}: must not be set together with a password in ${urlName}`);
    parsed.password = encodeURIComponent(password);
    given[urlName] = parsed.href;
  }
  return { given, problems };
}
