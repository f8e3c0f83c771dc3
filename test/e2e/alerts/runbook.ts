import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@conferencing/servers';
import type { WorldWithBroker } from '../own-broker.js';
import { Cli, type Outcome } from '../ops/cli.js';

/** Types the commands of a page of docs/runbooks. */
export class Runbook {
  private readonly blocks: string[][];
  private readonly cli: Cli;

  /** @param path as `runbook_url` names it */
  constructor(
    path: string,
    private readonly world: WorldWithBroker,
  ) {
    const text = readFileSync(join(repository, path), 'utf8');
    this.blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block.trim().split('\n'));
    this.cli = Cli.of(world);
  }

  /** The commands that look: they may find that a server is away, but they say so in words. */
  async look(): Promise<string> {
    const said: string[] = [];
    for (const command of this.blocks[0] ?? []) {
      const { code, stdout, stderr } = await this.type(command);
      if ((code !== 0 && code !== 1) || /^\s+at /m.test(stderr)) {
        throw new Error(`${command}: exit code ${code}\n${stdout}${stderr}`);
      }
      said.push(stdout + stderr);
    }
    return said.join('');
  }

  /** The commands that mend, with the value of each `$name` in them. */
  async mend(words: Readonly<Record<string, string>>): Promise<void> {
    const commands = this.blocks[1] ?? [];
    if (commands.length === 0) throw new Error('The page has nothing to type');
    for (const command of commands) {
      const { code, stdout, stderr } = await this.type(
        command.replaceAll(/\$(\w+)/g, (whole, name: string) => words[name] ?? whole),
      );
      if (code !== 0) throw new Error(`${command}: exit code ${code}\n${stdout}${stderr}`);
    }
  }

  private async type(command: string): Promise<Outcome> {
    const [, tool, rest] = /^npm run (ops|topics) -- (.*)$/.exec(command) ?? [];
    if (tool === undefined) throw new Error(`Nobody knows how to type ${command}`);
    if (tool === 'ops') return this.cli.run(...rest!.split(' '));
    const main = join(repository, 'dist/tools/topics/src/main.js');
    const env = { PATH: process.env.PATH, KAFKA_BROKERS: this.world.brokers };
    return promisify(execFile)(process.execPath, [main, ...rest!.split(' ')], { env }).then(
      (out) => ({ code: 0, ...out }),
      (failure: Outcome & { code: number }) => failure,
    );
  }
}
