import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface ConsumerProcessSettings {
  databaseUrl: string;
  brokers: string;
  topic: string;
  sessionTimeoutMs: number;
}

/** A consumer in its own process, to be killed and frozen. */
export class ConsumerProcess {
  private readonly child: ChildProcess;
  readonly exited: Promise<unknown>;

  constructor(settings: ConsumerProcessSettings, script = join(__dirname, 'consumer.main.ts')) {
    this.child = fork(script, {
      execArgv: ['-r', resolve(__dirname, '../../testing/typescript-hook.js')],
      env: {
        ...process.env,
        CONSUMER_SETTINGS: JSON.stringify(settings),
        DATABASE_URL: settings.databaseUrl,
        KAFKA_BROKERS: settings.brokers,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.exited = once(this.child, 'exit');
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get over(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** Whether the kernel has stopped it. */
  get frozen(): boolean {
    return /^State:\s+T/m.test(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.over) this.signal(signal);
    await this.exited;
  }
}
