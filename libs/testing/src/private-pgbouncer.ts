import { writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { accepts, freePort, OwnedProcess, serverAccount, until } from '@conferencing/servers';
import { temporaryFolder } from './temporary-folder.js';

export interface PrivatePgbouncer {
  /** The URL of the same database through PgBouncer. */
  url: string;
  stop(): Promise<void>;
}

/** Debian and others keep it out of the PATH of ordinary users. */
const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin`;

/** A PgBouncer with default settings, except its port, in front of the database in the URL. */
export async function startPgbouncer(
  databaseUrl: string,
  poolMode: 'session' | 'transaction' | 'statement',
): Promise<PrivatePgbouncer> {
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
  const folder = temporaryFolder('test-pgbouncer');
  chmodSync(folder.path, 0o755);
  const port = await freePort();
  const file = (name: string, lines: readonly string[]) => {
    const path = join(folder.path, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const users = file('users.txt', [`"${username}" "${decodeURIComponent(password)}"`]);
  const config = file('pgbouncer.ini', [
    '[databases]',
    `* = host=${hostname} port=${serverPort}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    `pool_mode = ${poolMode}`,
  ]);
  const { wrap } = serverAccount(folder.path);
  const logFile = join(folder.path, 'pgbouncer.log');
  const command = { ...wrap('pgbouncer', [config]), logFile, env: { ...process.env, PATH } };
  const bouncer = await OwnedProcess.start(command).catch((cause: NodeJS.ErrnoException) => {
    // EACCES: it is in no folder of the PATH, and the account of the server may not look into one of them.
    if (cause.code !== 'ENOENT' && cause.code !== 'EACCES') throw cause;
    throw new Error('PgBouncer is not installed: install it (the package is called pgbouncer)', { cause });
  });
  await until(async () => !bouncer.running || (await accepts(port)), { what: 'PgBouncer to listen' });
  if (!bouncer.running) throw new Error(`PgBouncer ended at once:\n${bouncer.lastLines()}`);
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`,
    stop: async () => {
      await bouncer.stop();
      folder.remove();
    },
  };
}
