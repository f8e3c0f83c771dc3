import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** The scripts that are programs of ours, and so take arguments. */
const programs = Object.entries(scripts).filter(([, command]) => command.startsWith('exec node '));

describe('the commands of a checkout in which nothing is installed or built', () => {
  const checkout = mkdtempSync(join(tmpdir(), 'fresh-checkout-'));
  const files = () => readdirSync(checkout, { recursive: true, encoding: 'utf8' }).sort();
  beforeAll(() => {
    const filter = (path: string) => !/node_modules/.test(path) && (path.endsWith('.mjs') || !/\.\w+$/.test(path));
    cpSync(join(repository, 'tools'), join(checkout, 'tools'), { recursive: true, filter });
    for (const file of ['package.json', 'libs/servers/src/process-table.cjs']) {
      cpSync(join(repository, file), join(checkout, file));
    }
  });
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));

  function run(command: string, ...args: string[]) {
    const words = [...command.split(' ').slice(2), ...args];
    // No npm: what is not installed cannot be.
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: checkout, encoding: 'utf8', env: {} });
    return { status, stdout, stderr };
  }

  it('are all of those that the documents name', () => {
    const names = ['build', 'start', 'dev', 'test', 'bench', 'packages', 'topics', 'demo', 'status', 'docs', 'ops'];
    expect(programs.map(([name]) => name)).toEqual(expect.arrayContaining([...names, 'console:pictures']));
  });

  it.each(programs)('%s -- --help prints its usage, and does nothing', (name, command) => {
    const before = files();
    const { status, stdout, stderr } = run(command, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^npm (run )?${name}\\b`, 'm'));
    expect(run(command, '-h').stdout).toBe(stdout);
    expect(files()).toEqual(before);
  });

  it.each(programs.filter(([name]) => name !== 'ops'))('%s refuses an option that it does not know', (_, command) => {
    const before = files();
    const { status, stdout, stderr } = run(command, '--no-such-option');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe("Unknown option '--no-such-option'. Add -- --help for what there is.\n");
    expect(files()).toEqual(before);
  });

  it.each([
    ['start', ['--once=5'], "Option '--once' does not take an argument"],
    ['start', ['now'], "Unexpected argument 'now'"],
    ['docs', ['--dev', 'x'], "Unexpected argument 'x'"],
    ['demo', [], '--pairs must be a whole number from 1 to 100000'],
    ['demo', ['--pairs', '1e9'], '--pairs must be a whole number from 1 to 100000'],
    ['demo', ['--pairs'], "Option '--pairs <value>' argument missing"],
    ['demo', ['--pairs', '-5'], "Option '--pairs' argument is ambiguous"],
    ['status', ['--json', '--env', 'console'], '--json and --env exclude each other'],
  ])('%s %j is refused in one line', (name, args, message) => {
    const { status, stderr } = run(scripts[name]!, ...args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${message}. Add -- --help for what there is.\n` });
  });
});
