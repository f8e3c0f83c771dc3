import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startPostgres, type PostgresServer } from '@conferencing/servers';
import type { PrivatePostgres } from './private-postgres.js';
import { temporaryFolder } from './temporary-folder.js';

/** A hot standby: it answers reads and refuses writes (25006). */
export interface Standby {
  port: number;
  stop(): Promise<void>;
}

/** Makes a standby from the current data of the primary, which stops and starts again for it. */
export async function startStandby(primary: PrivatePostgres): Promise<Standby> {
  await primary.process.stop();
  const folder = temporaryFolder('test-standby');
  // The server's account has to pass through.
  chmodSync(folder.path, 0o755);
  const dataFolder = join(folder.path, 'data');
  // Keeps the owner of the files, which Node's own copy does not.
  execFileSync('cp', ['-a', primary.dataFolder, dataFolder]);
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
  writeFileSync(join(dataFolder, 'standby.signal'), '');
  const port = await freePort();
  const login = { user: 'postgres', password: 'postgres' };
  const start = () => startPostgres({ dataFolder, logFile: join(folder.path, 'postgres.log'), port, ...login });
  const [server] = await Promise.all<[Promise<PostgresServer>, Promise<void>]>([start(), primary.restart()]);
  return {
    port,
    stop: async () => {
      await server.process.stop();
      folder.remove();
    },
  };
}
