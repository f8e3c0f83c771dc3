import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startPostgres, type OwnedProcess } from '@conferencing/servers';
import { temporaryFolder } from './temporary-folder.js';

/** No data has to survive a crash of the machine, so no write waits for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface PrivatePostgres {
  /** An administrator's URL of the database `postgres`; stays the same over restarts. */
  url: string;
  port: number;
  dataFolder: string;
  /** The server process, for `signal('SIGSTOP')` and `kill()`. */
  readonly process: OwnedProcess;
  /** Starts it again on the same data and port, after a `kill()` or `process.stop()`. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL 18 for one test, which may kill, freeze or fill it. */
export async function startPrivatePostgres(settings?: Record<string, string | number>): Promise<PrivatePostgres> {
  const folder = temporaryFolder('test-postgres');
  // The server's account has to pass through.
  chmodSync(folder.path, 0o755);
  const port = await freePort();
  const dataFolder = join(folder.path, 'data');
  const start = () =>
    startPostgres({
      dataFolder,
      logFile: join(folder.path, 'postgres.log'),
      port,
      user: 'postgres',
      password: 'postgres',
      settings: { ...FAST, ...settings },
    });
  let server = await start();
  return {
    url: server.url,
    port,
    dataFolder,
    get process() {
      return server.process;
    },
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await server.process.stop();
      folder.remove();
    },
  };
}
