import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

const repository = resolve(__dirname, '../..');
const run = promisify(execFile);

/** What another team's machine has: nothing of the test runner's, but caches of the package managers. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(NODE_|JEST|npm_|TEST_)/.test(name)),
);

/** The tarballs of `npm run packages`, by the library's name in them. */
export async function buildPackages(): Promise<Map<string, string>> {
  const out = mkdtempSync(join(tmpdir(), 'tarballs-'));
  await run(process.execPath, ['tools/packages/run.mjs', '--out', out], { cwd: repository });
  return new Map(readdirSync(out).map((file) => [/-([a-z]+)-\d/.exec(file)![1]!, join(out, file)]));
}

/** A folder outside of the repository with the copy of an example, or with the files given. */
export class Outside {
  readonly folder = mkdtempSync(join(tmpdir(), 'another-team-'));
  /** Seconds of each command. */
  readonly took: [command: string, seconds: number][] = [];
  private readonly processes: ChildProcess[] = [];
  output = '';
  errors = '';

  constructor(example?: string) {
    if (example !== undefined) cpSync(join(repository, 'examples', example), this.folder, { recursive: true });
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Points the example's dependencies on our packages at the tarballs, as a registry would. */
  useTarballs(tarballs: ReadonlyMap<string, string>): void {
    const manifest = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8')) as Manifest;
    for (const name of Object.keys(manifest.dependencies)) {
      const tarball = tarballs.get(name.replace(/^@conferencing\//, ''));
      if (name.startsWith('@conferencing/')) manifest.dependencies[name] = `file:${tarball}`;
    }
    // What ours depend on of ours comes from a registry in real life.
    manifest.overrides = Object.fromEntries(
      [...tarballs].map(([name, file]) => [`@conferencing/${name}`, `file:${file}`]),
    );
    this.write('package.json', JSON.stringify(manifest));
  }

  /** @returns what the command says on standard output */
  async do(command: string, args: string[], env: Record<string, string> = {}): Promise<string> {
    const began = performance.now();
    try {
      const { stdout } = await run(command, args, {
        cwd: this.folder,
        env: { ...environment, ...env },
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
    } finally {
      this.took.push([[command, ...args].join(' ').slice(0, 60), (performance.now() - began) / 1_000]);
    }
  }

  /** Runs on in the background; what it says is in `output` and `errors`. */
  start(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(command, args, { cwd: this.folder, env: { ...environment, ...env }, detached: true });
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.processes.push(child);
    return child;
  }

  /** Runs what has to fail. @returns its exit code, and the lines that it says on standard error */
  async fail(command: string, args: string[], env: Record<string, string>): Promise<{ code: number; lines: string[] }> {
    this.errors = '';
    const [code] = (await once(this.start(command, args, env), 'close')) as [number];
    // Maven ends its own output with a colour code.
    return { code, lines: stripVTControlCharacters(this.errors).trim().split('\n') };
  }

  /** Kills what runs in the background, with what it started itself: `mvn` and `go run` have children. */
  async kill(): Promise<void> {
    for (const child of this.running()) {
      const exit = once(child, 'exit');
      process.kill(-child.pid!, 'SIGKILL');
      await exit;
    }
  }

  /** Sends the signal to the one process in the background. @returns its exit code */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const [child] = this.running();
    const exit = once(child!, 'exit');
    child!.kill(signal);
    return ((await exit) as [number | null])[0];
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private running(): ChildProcess[] {
    return this.processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  }
}

interface Manifest {
  dependencies: Record<string, string>;
  overrides?: Record<string, string>;
}
