import { check, refuseWrongArguments } from '@conferencing/kernel';

/**
 * Reads `DATABASE_URL`, for processes that have no settings of their own. Without an address pg looks for a server on
 * this machine, and does not say what is missing.
 *
 * @throws Error that says what is wrong; without the value, which may hold a password
 */
export function readDatabaseUrl(environment: Record<string, string | undefined>): string {
  refuseWrongArguments('readDatabaseUrl', { environment }, { environment: check.shaped('such as process.env', {}) });
  const url = environment.DATABASE_URL;
  if (!url) throw new Error('Wrong settings:\n  DATABASE_URL: is required');
  if (!/^postgres(ql)?:\/\/\S+$/.test(url)) throw new Error('Wrong settings:\n  DATABASE_URL: expected postgres://…');
  return url;
}
