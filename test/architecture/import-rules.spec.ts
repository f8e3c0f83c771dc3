import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { innocents, plants } from './planted.js';
import { type CruisedModule, edgesOf, reaches, type RoomGraph, roomsDrawnIn, roomsOf } from './rooms.js';

const repository = resolve(__dirname, '../..');
const config = join(repository, '.dependency-cruiser.js');

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

interface Cruise {
  modules: readonly CruisedModule[];
  summary: { violations: Violation[] };
}

/** Runs dependency-cruiser on a folder with the repository's layout. */
function cruise(folder: string, ...paths: string[]): Cruise {
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
  return JSON.parse(output) as Cruise;
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
    planted = cruise(folder, 'apps', 'libs', 'tools').summary.violations;
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
});

describe('the whole repository', () => {
  let whole: Cruise;

  beforeAll(() => {
    whole = cruise(repository, 'apps', 'libs', 'tools', 'test');
  });

  it('keeps the import rules', () => {
    const broken = whole.summary.violations;
    expect(broken.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  describe('is as the picture of the rooms in docs/architecture.md shows it', () => {
    const drawn = roomsDrawnIn(readFileSync(join(repository, 'docs/architecture.md'), 'utf8'));
    let real: RoomGraph;

    beforeAll(() => {
      real = roomsOf(whole.modules);
    });

    it('with a way for each import', () => {
      expect(edgesOf(real).length).toBeGreaterThan(20);
      expect(edgesOf(real).filter(([from, to]) => !reaches(drawn, from, to))).toEqual([]);
    });

    it('with no arrow that is no import', () => {
      expect(edgesOf(drawn).filter(([from, to]) => !real.get(from)?.has(to))).toEqual([]);
    });

    it('with no arrow that a longer way makes needless', () => {
      const needless = edgesOf(drawn).filter(([from, to]) =>
        [...(drawn.get(from) ?? [])].some((next) => next !== to && reaches(drawn, next, to)),
      );
      expect(needless).toEqual([]);
    });
  });
});
