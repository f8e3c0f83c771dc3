import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePorts, OwnedProcess, repository, until, worksInFull } from '@conferencing/servers';
import { appSettings, type AppSettings } from './app-settings.js';
import { temporaryFolder } from './temporary-folder.js';

/** The compiled entry points that a test can run. */
const ENTRIES = {
  conferencing: 'apps/conferencing/src/main.js',
  'read-models': 'apps/read-models/src/main.js',
  console: 'apps/console/src/main.js',
  'zoom-sandbox': 'tools/zoom-sandbox/src/main.js',
  'migrate-conferencing': 'apps/conferencing/src/migrate.js',
  'migrate-read-models': 'apps/read-models/src/migrate.js',
  topics: 'tools/topics/src/main.js',
} as const;

export type AppName = 'conferencing' | 'read-models' | 'console' | 'zoom-sandbox';
export type CommandName = Exclude<keyof typeof ENTRIES, AppName>;

export interface AppProcess {
  /** `http://127.0.0.1:<port>` */
  url: string;
  tcpPort: number;
  settings: AppSettings;
  /** For `signal('SIGSTOP')`, `signal('SIGCONT')`, `kill()`, `exited`. */
  process: OwnedProcess;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>;
  /** Its last log lines. */
  log(lines?: number): string;
}

/** Compiled processes of another folder than this checkout, and the user who runs them. */
export interface Build {
  /** It contains `dist` and `node_modules`. */
  folder: string;
  uid?: number;
  gid?: number;
}

export interface StartOptions {
  /** False: resolves as soon as the process runs, for an app whose dependencies are down. */
  waitUntilReady?: boolean;
  /** The default is this checkout. */
  build?: Build;
}

let logFolder: string | undefined;

/** Starts a compiled app on free ports with the tests' settings and `own`, and waits until it is ready. */
export async function startApp(
  name: AppName,
  own: AppSettings = {},
  { waitUntilReady = true, build }: StartOptions = {},
): Promise<AppProcess> {
  const [httpPort, tcpPort] = (await freePorts(2)) as [number, number];
  const settings = appSettings({ HTTP_PORT: String(httpPort), TCP_PORT: String(tcpPort), ...own });
  const process = await spawn(name, settings, build);
  const url = `http://127.0.0.1:${settings.HTTP_PORT}`;
  if (waitUntilReady) {
    try {
      await until(async () => !process.running || (await worksInFull(url)), { timeoutMs: 60_000 });
    } catch (cause) {
      await process.kill();
      throw new Error(`${name} did not become ready:\n${process.lastLines(40)}`, { cause });
    }
    if (!process.running) throw new Error(`${name} ended while it was starting:\n${process.lastLines(40)}`);
  }
  return {
    url,
    tcpPort: Number(settings.TCP_PORT),
    settings,
    process,
    stop: async () => (await process.stop(30_000)).code,
    log: (lines = 40) => process.lastLines(lines),
  };
}

/** Runs a compiled command to its end; rejects with its output if it fails. */
export async function runCommand(name: CommandName, own: AppSettings, build?: Build): Promise<void> {
  const process = await spawn(name, appSettings(own), build);
  const { code } = await process.exited;
  if (code !== 0) throw new Error(`${name} ended with exit code ${code}:\n${process.lastLines(40)}`);
}

function spawn(
  name: keyof typeof ENTRIES,
  settings: AppSettings,
  { folder, ...account }: Build = { folder: repository },
): Promise<OwnedProcess> {
  logFolder ??= temporaryFolder('test-logs').path;
  return OwnedProcess.start({
    command: process.execPath,
    args: ['--enable-source-maps', join(folder, 'dist', ENTRIES[name])],
    env: { PATH: process.env.PATH, ...settings },
    cwd: folder,
    ...account,
    logFile: join(logFolder, `${name}-${randomBytes(4).toString('hex')}.log`),
  });
}
