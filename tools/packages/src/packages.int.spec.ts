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

  it.each([
    [
      'messaging',
      'new p.BatchConsumer({ kafak: 1, pool: 1, consumer: "c", log: 1 })',
      'kafka is missing; kafak is no option',
    ],
    [
      'messaging/nest',
      'new p.KafkaBatchServer({ kafka: 1, consumer: "c" })',
      'Options of the consumer: pool is missing.',
    ],
    ['messaging', 'new p.KafkajsKafka({ brokers: ["a:1"] })', 'KAFKA_BROKERS is missing'],
    ['messaging', 'p.readKafkaSettings({})', 'Wrong settings:\n  KAFKA_BROKERS: is required'],
    ['outbox', 'new p.OutboxRelay({ topic: "t", header: 1 })', 'connectionString is missing; '],
    [
      'outbox',
      'new p.OutboxRelay({ topic: "t", header: 1 })',
      'header is no option (there are connectionString, topic,',
    ],
    ['client', 'p.ConferencingClientModule.register({ transport: "tcp", host: "a" })', 'port must be a whole number'],
  ])('%s says at start what is wrong with %s', (entry, use, message) => {
    expect(() => node('-e', `const p = require('${SCOPE}/${entry}'); ${use}`)).toThrow(message);
  });
});
