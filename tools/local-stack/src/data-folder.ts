import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keep, readKept } from './kept-file.js';
import { identify, isAlive, startReaper, until, type ProcessIdentity } from '@conferencing/servers';

interface Holder {
  owner: ProcessIdentity;
  /** It ends when everything has ended that the owner has started. */
  reaper: ProcessIdentity;
  /** Where the running stack is, for the operators' commands. */
  operators?: Readonly<Record<string, string>>;
}

/** The stack's folder, held by one stack at a time. */
export class DataFolder {
  constructor(readonly path: string) {
    mkdirSync(this.file('logs'), { recursive: true });
  }

  file(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** A log file of this start; what an earlier start wrote is gone. */
  newLog(name: string): string {
    const path = this.file('logs', `${name}.log`);
    writeFileSync(path, '');
    return path;
  }

  /**
   * Takes the folder. After a stack that was killed, waits until the last of its processes has ended.
   * @throws when another stack that is still running holds it
   */
  async lock(): Promise<void> {
    const before = readKept<Holder>(this.holderFile);
    if (before && isAlive(before.owner)) {
      throw new Error(
        `A stack is running on ${this.path} already (process ${Number.parseInt(before.owner, 10)}): stop it, or set STACK_DATA_DIR to another folder`,
      );
    }
    if (before) {
      const what = 'the processes of an earlier start to end';
      await until(() => !isAlive(before.reaper), { timeoutMs: 15_000, what });
    }
    keep(this.holderFile, this.me());
  }

  /** Tells the operators' commands, which read the file, how to reach the stack that holds the folder. */
  tellOperators(operators: Readonly<Record<string, string>>): void {
    keep(this.holderFile, { ...this.me(), operators });
  }

  unlock(): void {
    rmSync(this.holderFile, { force: true });
  }

  private me(): Holder {
    return { owner: identify(process.pid)!, reaper: identify(startReaper())! };
  }

  private get holderFile(): string {
    return this.file('stack.json');
  }
}
