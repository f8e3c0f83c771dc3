import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const SCOPE = '@another-company';
const folder = mkdtempSync(join(tmpdir(), 'another-team-'));
const modules = join(folder, 'node_modules');
const at = (name: string) => join(modules, SCOPE, name);

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const manifestOf = (name: string) => JSON.parse(readFileSync(join(at(name), 'package.json'), 'utf8')) as Manifest;

/** What a package manager would install: what is declared, and nothing else. */
function link(name: string): void {
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(resolve('node_modules', name), join(modules, name));
}

function linkAll(names: string[]): void {
  for (const name of new Set(names)) if (!name.startsWith(`${SCOPE}/`)) link(name);
}

function node(...args: string[]): string {
  // A test runner's own settings would reach the other service.
  return execFileSync(process.execPath, ['--no-warnings', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    stdio: 'pipe',
  });
}

beforeAll(() => {
  const env = { ...process.env, PACKAGE_SCOPE: SCOPE };
  execFileSync(process.execPath, ['tools/packages/run.mjs', '--out', folder], { env, stdio: 'pipe' });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.tgz'))) {
    const target = at(/-([a-z]+)-\d+\.\d+\.\d+\.tgz$/.exec(file)![1]!);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, file), '-C', target, '--strip-components=1']);
  }
  linkAll(Object.keys(manifestOf('contracts').dependencies!));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packages, alone in another folder', () => {
  it('are all there, under the scope that was asked for, with what a package needs', () => {
    expect(readdirSync(join(modules, SCOPE)).sort()).toEqual(['client', 'contracts', 'messaging', 'outbox']);
    for (const name of ['client', 'contracts', 'messaging', 'outbox']) {
      const files = readdirSync(at(name), { recursive: true, encoding: 'utf8' });
      expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json']));
      expect(files.filter((file) => /spec|\.map$/.test(file))).toEqual([]);
      const texts = files.filter((file) => /\.(js|d\.ts|md|json)$/.test(file));
      const left = texts.filter((file) => readFileSync(join(at(name), file), 'utf8').includes("'@conferencing/"));
      expect(left).toEqual([]);
    }
  });

  it('decode without class-validator, required or imported, and have the fixtures and the test kit', () => {
    const use = `const { fakeRecord } = require('${SCOPE}/contracts/testing');
      const { decodeConferencingUpdated } = require('${SCOPE}/contracts');
      console.log(decodeConferencingUpdated(fakeRecord({ version: 4 })).version);`;
    expect(node('-e', use)).toBe('4\n');
    writeFileSync(
      join(folder, 'reader.mjs'),
      `import { decodeConferencingUpdated } from '${SCOPE}/contracts';
       import assigned from '${SCOPE}/contracts/fixtures/v1.0.0/conferencing.updated/assigned.json' with { type: 'json' };
       import schema from '${SCOPE}/contracts/schemas/conferencing.updated.v1.json' with { type: 'json' };
       const record = { ...assigned, value: JSON.stringify(assigned.value) };
       console.log(decodeConferencingUpdated(record).version, schema.title);`,
    );
    expect(node('reader.mjs')).toBe('1 ConferencingUpdatedV1\n');
    expect(() => node('-e', `require('${SCOPE}/contracts/classes')`)).toThrow('class-validator');
  });

  it('name the peers that are missing, and the command that brings them, when they are loaded', () => {
    expect(() => node('-e', `require('${SCOPE}/client')`)).toThrow(
      /@nestjs\/common@\S+ .*is missing.*npm install .*"@nestjs\/common@\^12\.0\.0"/,
    );
  });

  it('work with their peers, and leave kafkajs alone until they are asked', () => {
    const needed = ['client', 'messaging', 'outbox'].map(manifestOf);
    const peers = needed.flatMap(({ peerDependencies = {}, peerDependenciesMeta = {} }) =>
      Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional),
    );
    linkAll([...peers, ...needed.flatMap(({ dependencies = {} }) => Object.keys(dependencies)), '@nestjs/core']);
    const use = `const record = 'kafkajs/src/protocol/recordBatch/record/v0';
      const { KafkajsKafka } = require('${SCOPE}/messaging');
      const own = require(record);
      require('${SCOPE}/messaging/records');
      const { OutboxRelay } = require('${SCOPE}/outbox');
      console.log(KafkajsKafka.name, OutboxRelay.name, own.name, require(record).name);`;
    // kafkajs's own function has no name.
    expect(node('-e', use)).toBe('KafkajsKafka OutboxRelay  encodeRecord\n');
    const asks = `const { NestFactory } = require('@nestjs/core');
      const { ConferencingClient, ConferencingClientModule } = require('${SCOPE}/client');
      const options = { transport: 'tcp', host: '127.0.0.1', port: 9, retries: 0 };
      NestFactory.createApplicationContext(ConferencingClientModule.register(options), { logger: false })
        .then((app) => app.get(ConferencingClient).ping())
        .catch((error) => console.log(error.name, error.code));`;
    expect(node('-e', asks)).toBe('ConferencingQueryError unavailable\n');
  });
});
