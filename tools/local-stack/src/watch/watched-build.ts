import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OwnedProcess, repository } from '@conferencing/servers';

const LOOK_EVERY_MS = 50;
/** What stands for the sources' digest: the next start compiles what has changed since, and nothing else. */
const WATCHED = 'watched';

export interface BuildListener {
  /** Everything is compiled, without a type error. */
  built(): void;
  /** There are type errors; the text names them. */
  refused(text: string): void;
}

/** Compiles into dist/ at each saved file, and tells how that went. */
export class WatchedBuild {
  private output = '';

  private constructor(
    private readonly log: number,
    private readonly listener: BuildListener,
  ) {}

  static async start(logFile: string, listener: BuildListener): Promise<OwnedProcess> {
    const nest = join(repository, 'node_modules/@nestjs/cli/bin/nest.js');
    const args = [nest, 'build', '--watch', '--preserveWatchOutput'];
    const compiler = await OwnedProcess.start({ command: process.execPath, args, cwd: repository, logFile });
    const log = openSync(logFile, 'r');
    const build = new WatchedBuild(log, listener);
    const timer = setInterval(() => build.look(), LOOK_EVERY_MS);
    void compiler.exited.then(() => {
      clearInterval(timer);
      closeSync(log);
    });
    return compiler;
  }

  private look(): void {
    const chunk = Buffer.alloc(65_536);
    for (let size = readSync(this.log, chunk); size > 0; size = readSync(this.log, chunk)) {
      this.output += chunk.toString('utf8', 0, size);
    }
    for (;;) {
      const status = /^.*(Starting (?:incremental )?compilation|Found (\d+) errors?\.).*$/m.exec(this.output);
      if (status === null) return;
      const said = this.output.slice(0, status.index).trim();
      this.output = this.output.slice(status.index + status[0].length);
      this.tell(status[2] === undefined ? undefined : Number(status[2]), said);
    }
  }

  private tell(errors: number | undefined, said: string): void {
    const stamp = join(repository, 'dist', '.sources.sha256');
    if (errors === undefined) rmSync(stamp, { force: true });
    else {
      writeFileSync(stamp, WATCHED);
      if (errors === 0) this.listener.built();
      else this.listener.refused(said);
    }
  }
}
