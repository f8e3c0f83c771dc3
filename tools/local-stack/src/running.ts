import type { DataFolder } from './data-folder.js';
import type { Program } from './programs.js';
import { OwnedProcess, repository, until, worksInFull } from '@conferencing/servers';

export type Environment = Readonly<Record<string, string | undefined>>;

export function startNode(name: string, entry: string, env: Environment, folder: DataFolder): Promise<OwnedProcess> {
  const args = ['--enable-source-maps', entry];
  return OwnedProcess.start({ command: process.execPath, args, cwd: repository, env, logFile: folder.newLog(name) });
}

/** The failure in one line, and the program's output about it. */
export class ProgramFailure extends Error {
  constructor(
    message: string,
    readonly output: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Rejects with its last lines if a program that ends by itself has failed. */
export async function succeeds(name: string, program: OwnedProcess): Promise<void> {
  const { code, signal } = await program.exited;
  if (code !== 0) throw new ProgramFailure(`${name} ended with ${signal ?? `exit code ${code}`}`, program.lastLines());
}

/** Waits until a program is ready. */
export async function becomesReady({ title }: Program, program: OwnedProcess, url: string): Promise<void> {
  await until(async () => !program.running || (await worksInFull(url)), {
    timeoutMs: 60_000,
    intervalMs: 50,
    what: `${title} to be ready at ${url}`,
  }).catch((error: Error) => {
    throw new ProgramFailure(error.message, program.lastLines(), { cause: error });
  });
  if (!program.running) throw new ProgramFailure(`${title} ended while it was starting`, program.lastLines());
}
