import { join } from 'node:path';
import { repository } from '@conferencing/servers';
import type { DataFolder } from '../data-folder.js';
import { preparations, programs, type Program } from '../programs.js';
import { ProgramFailure } from '../running.js';
import type { Stack } from '../stack.js';
import { digestOfProgram } from './module-closure.js';
import { WatchedBuild } from './watched-build.js';

const compiled = (entry: string) => digestOfProgram(join(repository, entry));

/** Runs what was saved: after each compilation without a type error, the processes that load something new start again. */
export class Watch {
  private readonly running = new Map<string, string>();
  private turn = Promise.resolve();
  private watching = false;

  constructor(
    private readonly stack: Stack,
    private readonly folder: DataFolder,
    private readonly say: (line: string) => void,
  ) {
    for (const { entry } of programs) this.running.set(entry, compiled(entry));
    for (const entry of Object.values(preparations)) this.running.set(entry, compiled(entry));
  }

  async start(): Promise<void> {
    this.stack.onProgramEnd((title, lastLines) =>
      this.say(`${lastLines}\n✖ ${title} has ended: save a file to try again`),
    );
    await WatchedBuild.start(this.folder.newLog('compiler'), {
      built: () => (this.turn = this.turn.then(() => this.refresh())),
      refused: (text) => this.say(`${text}\n✖ Type errors: what runs stays as it is`),
    });
  }

  private async refresh(): Promise<void> {
    if (!this.watching) this.say('✔ Watching: what is saved runs within seconds');
    this.watching = true;
    await Promise.all(programs.map((program) => this.refreshProgram(program)));
  }

  private async refreshProgram(program: Program): Promise<void> {
    const { service, title, entry } = program;
    try {
      if (service === 'conferencing' || service === 'read-models') {
        if (this.isNew(preparations[service])) await this.stack.migrate(service);
      }
      if (!this.isNew(entry)) return;
      const began = Date.now();
      await this.stack.restart(program);
      this.say(`✔ ${title} runs what was saved (${((Date.now() - began) / 1_000).toFixed(1)} s)`);
    } catch (error) {
      const output = error instanceof ProgramFailure ? `\n${error.output}` : '';
      this.say(`✖ ${(error as Error).message}: save a file to try again${output}`);
    }
  }

  /** Whether the program differs from what was started last; it counts as started from now on. */
  private isNew(entry: string): boolean {
    const now = compiled(entry);
    if (this.running.get(entry) === now) return false;
    this.running.set(entry, now);
    return true;
  }
}
