import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, copyFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { innocents, plants } from './planted.js';

const repository = resolve(__dirname, '../..');
const config = join(repository, '.dependency-cruiser.js');

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** Runs dependency-cruiser on a folder with the layout of the repository. */
function violationsIn(folder: string, ...paths: string[]): Violation[] {
  const cli = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cli, '--config', config, '--output-type', 'json', ...paths];
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  let output: string;
  try {
    output = execFileSync(process.execPath, args, options);
  } catch (error) {
    // Its exit code is the number of violations.
    output = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

function plantAll(folder: string): void {
  const write = (file: string, imports: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), imports === '' ? 'export {};\n' : `import '${imports}';\n`);
  };
  for (const file of innocents) write(file, '');
  for (const { file, imports, besides = {} } of plants) {
    write(file, imports);
    for (const [other, otherImports] of Object.entries(besides)) write(other, otherImports);
  }
  for (const file of ['tsconfig.json', 'package.json']) copyFileSync(join(repository, file), join(folder, file));
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
}

describe('the import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  let planted: Violation[];

  beforeAll(() => {
    plantAll(folder);
    planted = violationsIn(folder, 'apps', 'libs', 'tools');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(plants)('$rule fires on $file importing $imports', ({ rule, file }) => {
    expect(planted.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('are all proved by a planted violation', () => {
    const { forbidden } = require(config) as { forbidden: { name: string }[] };
    const proved = new Set(plants.map(({ rule }) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
  });

  it('leave files alone that import nothing forbidden', () => {
    expect(planted.filter(({ from }) => innocents.includes(from))).toEqual([]);
  });

  it('see through the aliases of the libraries', () => {
    const throughAlias = planted.find(({ from }) => from === 'libs/contracts/src/id.ts');
    expect(throughAlias?.to).toBe('libs/kernel/src/index.ts');
  });

  it('hold in the whole repository', () => {
    const broken = violationsIn(repository, 'apps', 'libs', 'tools', 'test');
    expect(broken.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });
});
