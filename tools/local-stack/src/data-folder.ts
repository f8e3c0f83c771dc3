import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './servers/index.js';

interface Holder {
  pid: number;
  /** The processes that it has started. */
  children: number[];
}

/** The stack's folder, held by one stack at a time. */
export class DataFolder {
  private readonly children: number[] = [];

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
    const before = this.holder();
    if (before && isAlive(before.pid)) {
      throw new Error(
        `A stack is running on ${this.path} already (process ${before.pid}): stop it, or set STACK_DATA_DIR to another folder`,
      );
    }
    if (before) {
      const what = 'the processes of an earlier start to end';
      await until(() => !before.children.some(isAlive), { timeoutMs: 15_000, what });
    }
    this.write();
  }

  startedChild(pid: number): void {
    this.children.push(pid);
    this.write();
  }

  unlock(): void {
    rmSync(this.holderFile, { force: true });
  }

  private get holderFile(): string {
    return this.file('stack.json');
  }

  private holder(): Holder | undefined {
    return existsSync(this.holderFile) ? (JSON.parse(readFileSync(this.holderFile, 'utf8')) as Holder) : undefined;
  }

  private write(): void {
    const holder: Holder = { pid: process.pid, children: this.children };
    writeFileSync(this.holderFile, JSON.stringify(holder));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
