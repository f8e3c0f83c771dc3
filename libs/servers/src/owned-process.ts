import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { own, release } from './reaper.js';

export interface OwnedCommand {
  command: string;
  args: readonly string[];
  /** The file to which both output streams are appended. */
  logFile: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** The signal for an orderly stop; the default is SIGTERM. */
  stopSignal?: NodeJS.Signals;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

const running = new Set<OwnedProcess>();
let noMore = false;

/**
 * A child in a process group of its own that never outlives this process: `stop` ends it, or the reaper if this process
 * is killed.
 */
export class OwnedProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  private exit: Exit | undefined;

  private constructor(
    child: ChildProcess,
    private readonly command: OwnedCommand,
  ) {
    this.pid = child.pid!;
    own(this.pid, this.stopSignal);
    running.add(this);
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.exit = { code, signal };
        release(this.pid);
        running.delete(this);
        resolve(this.exit);
      });
    });
  }

  /** Rejects if the program cannot be started. */
  static async start(command: OwnedCommand): Promise<OwnedProcess> {
    if (noMore) throw new Error(`${command.command} is not started: all is being stopped`);
    const log = openSync(command.logFile, 'a');
    try {
      const { cwd, uid, gid, env } = command;
      const child = spawn(command.command, command.args, {
        stdio: ['ignore', log, log],
        detached: true,
        ...Object.fromEntries(Object.entries({ cwd, uid, gid, env }).filter(([, value]) => value !== undefined)),
      });
      if (child.pid === undefined) {
        throw await new Promise<Error>((resolve) => child.once('error', resolve));
      }
      return new OwnedProcess(child, command);
    } finally {
      closeSync(log);
    }
  }

  /** Stops all owned processes, as `stop` does; after that none can be started. */
  static async stopAll(graceMs?: number): Promise<void> {
    noMore = true;
    await Promise.all([...running].map((owned) => owned.stop(graceMs)));
  }

  get running(): boolean {
    return this.exit === undefined;
  }

  /** Sends a signal to the whole group; does nothing if it has ended. */
  signal(signal: NodeJS.Signals): void {
    if (!this.running) return;
    try {
      process.kill(-this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** Requests an orderly stop, and kills the process after `graceMs`. */
  async stop(graceMs = 10_000): Promise<Exit> {
    this.signal('SIGCONT');
    this.signal(this.stopSignal);
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it at once, like a crash. */
  async kill(): Promise<Exit> {
    this.signal('SIGKILL');
    return this.exited;
  }

  /** Its last output lines, for an error message. */
  lastLines(count = 15): string {
    const lines = readFileSync(this.command.logFile, 'utf8').trimEnd().split('\n');
    return lines.slice(-count).join('\n');
  }

  private get stopSignal(): NodeJS.Signals {
    return this.command.stopSignal ?? 'SIGTERM';
  }
}
