import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Answer } from '../api/caller.js';
import type { WorldWithBroker } from '../own-broker.js';
import { opsInProcess } from './in-process.js';

const MAIN = resolve(__dirname, '../../../dist/tools/ops/src/main.js');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The operators' commands: `run` in a process of their own, as operators have it, `json` in that of the test. */
export class Cli {
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  static of(world: WorldWithBroker): Cli {
    const { databases, conferencing } = world.system;
    return new Cli({
      PATH: process.env.PATH,
      CONFERENCING_DATABASE_URL: databases.conferencing.url,
      READ_MODELS_DATABASE_URL: databases.readModels.url,
      KAFKA_BROKERS: world.brokers,
      TOKEN_ENCRYPTION_KEYS: conferencing.settings.TOKEN_ENCRYPTION_KEYS,
    });
  }

  with(env: NodeJS.ProcessEnv): Cli {
    return new Cli({ ...this.env, ...env });
  }

  run(...args: string[]): Promise<Outcome> {
    return new Promise((done, fail) => {
      const child = spawn(process.execPath, [MAIN, ...args], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.once('error', fail).once('close', (code) => done({ code, stdout, stderr }));
    });
  }

  /** With `--json`: standard output is one JSON document and nothing else. */
  async json(...args: string[]): Promise<{ code: number; body: Answer['body'] }> {
    const { code, stdout, stderr } = await opsInProcess(this.env, [...args, '--json']);
    if (stderr !== '') throw new Error(`It said ${stderr}`);
    return { code, body: JSON.parse(stdout) };
  }
}
