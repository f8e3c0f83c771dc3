import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { ENTRIES } from './entries.fixture.js';
import { WRONG_USES } from './wrong-uses.fixture.js';

const SCOPE = '@another-company';
const folder = mkdtempSync(join(tmpdir(), 'another-team-'));
const modules = join(folder, 'node_modules');
const at = (name: string) => join(modules, SCOPE, name);

interface Manifest {
  name: string;
  exports: Record<string, string | { types: string }>;
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
  for (const name of new Set(names)) {
    if (!name.startsWith(`${SCOPE}/`) && !existsSync(join(modules, name))) link(name);
  }
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

function requiredPeers({ peerDependencies = {}, peerDependenciesMeta = {} }: Manifest): string[] {
  return Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
}

/** Another version of a peer, where this package finds it first. */
function shadow(name: string, peer: string, version: string): () => void {
  const inside = join(at(name), 'node_modules', peer);
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(inside, 'package.json'), JSON.stringify({ name: peer, version }));
  writeFileSync(join(inside, 'index.js'), '');
  return () => rmSync(join(at(name), 'node_modules'), { recursive: true });
}

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

  it.each(['Node10', 'Node16', 'NodeNext', 'Bundler'] as const)(
    'have types for every entry point where TypeScript looks for modules as %s',
    (kind) => {
      const options = { moduleResolution: ts.ModuleResolutionKind[kind] };
      for (const name of ['client', 'contracts', 'messaging', 'outbox']) {
        for (const [entry, target] of Object.entries(manifestOf(name).exports)) {
          if (typeof target === 'string') continue;
          const specifier = `${SCOPE}/${name}${entry.slice(1)}`;
          const { resolvedModule } = ts.resolveModuleName(specifier, join(folder, 'use.ts'), options, ts.sys);
          expect([specifier, resolvedModule?.resolvedFileName]).toEqual([specifier, join(at(name), target.types)]);
        }
      }
    },
  );

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
  });

  it.each([
    ['client', /@nestjs\/common@\S+ .*is missing.*npm install .*"@nestjs\/common@\^12\.0\.0"/],
    [
      'messaging',
      /: kafkajs@\S+ is missing; pg@\S+ is missing; prom-client@\S+ is missing\. Run: npm install "kafkajs@/,
    ],
    ['messaging/nest', /@nestjs\/common@.*rxjs@\S+ is missing\. Run: npm install "@nestjs\/common@\^12\.0\.0"/],
    ['messaging/records', /kafkajs@\S+ is missing/],
    ['outbox', /pg@\S+ is missing; prom-client@\S+ is missing\. Run: npm install "pg@\S+" "prom-client@/],
    [
      'contracts/classes',
      /class-validator@\S+ is missing; .*Run: npm install "class-transformer@\S+" "class-validator@/,
    ],
  ])('%s names the peers that are missing, and the command that brings them, when it is loaded', (entry, message) => {
    expect(() => node('-e', `require('${SCOPE}/${entry}')`)).toThrow(message);
  });

  it('work with their peers, and leave kafkajs alone until they are asked', () => {
    const needed = ['client', 'messaging', 'outbox'].map(manifestOf);
    const classes = Object.keys(manifestOf('contracts').peerDependencies!);
    const nest = Object.keys(needed[1]!.peerDependencies!).filter((name) => !name.startsWith('@types/'));
    // The transport of Nest is an entry point of its own.
    linkAll([...requiredPeers(needed[1]!), ...needed.flatMap(({ dependencies = {} }) => Object.keys(dependencies))]);
    expect(node('-e', `console.log(typeof require('${SCOPE}/messaging').BatchConsumer)`)).toBe('function\n');
    linkAll([...needed.flatMap(requiredPeers), ...nest, ...classes, '@nestjs/core']);
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

  it.each([
    ['client', 'client', '@nestjs/common', '10.4.15', '@nestjs/common is 10.4.15, and has to be ^11.0.0 || ^12.0.0'],
    ['messaging/nest', 'messaging', '@nestjs/microservices', '10.4.15', '@nestjs/microservices is 10.4.15'],
    ['messaging', 'messaging', 'kafkajs', '1.16.0', 'kafkajs is 1.16.0, and has to be ^2.2.4'],
    ['outbox', 'outbox', 'pg', '8.19.0', 'pg is 8.19.0, and has to be ^8.20.0'],
    ['contracts/classes', 'contracts', 'class-validator', '0.14.1', 'class-validator is 0.14.1'],
  ])('%s refuses %s with a %s of version %s', (entry, name, peer, version, message) => {
    const undo = shadow(name, peer, version);
    try {
      expect(() => node('-e', `require('${SCOPE}/${entry}')`)).toThrow(message);
    } finally {
      undo();
    }
  });

  it('give every name to a program in ES modules', () => {
    const specifiers = JSON.stringify(ENTRIES.map((entry) => `${SCOPE}/${entry}`));
    const fixture = join(__dirname, 'named-imports.fixture.cjs');
    writeFileSync(
      join(folder, 'names.mjs'),
      node('-e', `console.log(require('${fixture}').namedImports(${specifiers}))`),
    );
    expect(Number(node('names.mjs'))).toBeGreaterThan(150);
  });

  it('say at start what is wrong with what they are given', () => {
    // One process for all: each would load the packages anew.
    const use = `const packages = {};
      for (const name of ${JSON.stringify(ENTRIES)}) packages[name] = require('${SCOPE}/' + name);
      const AsyncFunction = (async () => undefined).constructor;
      const said = (name, use) =>
        new AsyncFunction('p', 'require', 'return ' + use)(packages[name], require).then(() => undefined, ({ message }) => message);
      Promise.all(${JSON.stringify(WRONG_USES)}.map(([name, use]) => said(name, use)))
        .then((all) => console.log(JSON.stringify(all)));`;
    const said = JSON.parse(node('-e', use)) as (string | null)[];
    const differ = WRONG_USES.filter(([, , message], index) => !said[index]?.includes(message));
    expect(differ.map((wrong) => [...wrong, said[WRONG_USES.indexOf(wrong)]])).toEqual([]);
  });

  it('answer every call with nothing, with empty objects and with texts in words, whatever is exported', () => {
    const use = `const { callAll } = require('${join(__dirname, 'call-all.fixture.cjs')}');
      callAll(${JSON.stringify(ENTRIES)}.map((name) => [name, require('${SCOPE}/' + name)]))
        .then((report) => console.log(JSON.stringify(report)));`;
    const { called, bare } = JSON.parse(node('-e', use)) as { called: string[]; bare: string[] };
    expect(bare).toEqual([]);
    expect(called).toEqual(
      expect.arrayContaining(['contracts decodeConferencingUpdated', 'messaging migrateLibrary', 'outbox OutboxRelay']),
    );
    expect(called).toContain('client ConferencingClientModule.registerAsync');
  });
});
