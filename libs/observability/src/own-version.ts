import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/** Of the package that this file belongs to, as it was built or as it is in the source tree. */
export function ownVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/**
 * What a process calls itself at its database, so that an operator sees which versions run where: `<app> <version>
 * <host>/<pid>`. PostgreSQL keeps the first 63 bytes.
 */
export function processName(app: string): string {
  return `${app} ${ownVersion()} ${hostname()}/${process.pid}`.slice(0, 63);
}
