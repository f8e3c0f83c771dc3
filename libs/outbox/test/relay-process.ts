import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RelayTuning } from '../src/index.js';

export interface RelayProcessSettings {
  databaseUrl: string;
  brokers: string[];
  topic: string;
  owner: string;
  tuning: Partial<RelayTuning>;
}

export type RelayQuestion = 'metrics' | 'freeze before send';

type MetricsAnswer = { name: string; values: { value: number; metricName?: string }[] }[];

/** A relay in its own process, to be killed, frozen and measured. */
export class RelayProcess {
  private readonly child: ChildProcess;
  readonly exited: Promise<unknown>;

  constructor(settings: RelayProcessSettings) {
    this.child = fork(join(__dirname, 'relay.main.ts'), {
      execArgv: ['-r', resolve(__dirname, '../../testing/typescript-hook.js')],
      env: { ...process.env, RELAY_SETTINGS: JSON.stringify(settings) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.exited = once(this.child, 'exit');
  }

  /** The sum of a metric's values. */
  async metric(name: string): Promise<number> {
    const values = (await this.ask('metrics')).find((metric) => metric.name === name)?.values ?? [];
    return values.reduce((sum, { value }) => sum + value, 0);
  }

  /** From now on, the process freezes right before its next send. */
  async freezeBeforeSend(): Promise<void> {
    await this.ask('freeze before send');
  }

  /** Whether the kernel has stopped it. */
  frozen(): boolean {
    const state = /^State:\s+(\S)/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1];
    return state === 'T';
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.exited;
  }

  private async ask(question: RelayQuestion): Promise<MetricsAnswer> {
    const answer = once(this.child, 'message');
    this.child.send(question);
    return ((await answer) as [MetricsAnswer])[0];
  }
}
