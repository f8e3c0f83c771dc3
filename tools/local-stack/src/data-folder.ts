import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackStatus } from './stack-status.js';
import {
  type FolderHolder,
  HOLDER_FILE,
  identify,
  isAlive,
  keep,
  readHolder,
  startReaper,
  until,
} from '@conferencing/servers';

/** The stack's folder, used by one stack at a time. */
export class DataFolder {
  constructor(readonly path: string) {
    mkdirSync(this.file('logs'), { recursive: true });
  }

  file(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** A new log file for this start; it replaces the one of an earlier start. */
  newLog(name: string): string {
    const path = this.file('logs', `${name}.log`);
    writeFileSync(path, '');
    return path;
  }

  /**
   * Locks the folder. After a killed stack, waits until the last of its processes has ended.
   * @throws if a running stack holds the folder
   */
  async lock(): Promise<void> {
    const before = readHolder(this.path);
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

  /** Writes how the operators' commands, which read the file, reach the stack that holds the folder. */
  tellOperators(operators: Readonly<Record<string, string>>): void {
    keep(this.holderFile, { ...this.me(), operators });
  }

  /** Keeps where everything is, for `npm run status`. */
  tellStatus(status: StackStatus): void {
    keep(this.holderFile, { ...readHolder(this.path), ...this.me(), status });
  }

  unlock(): void {
    rmSync(this.holderFile, { force: true });
  }

  private me(): FolderHolder {
    return { owner: identify(process.pid)!, reaper: identify(startReaper())! };
  }

  private get holderFile(): string {
    return this.file(HOLDER_FILE);
  }
}
