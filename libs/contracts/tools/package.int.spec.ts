import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import assigned from '../fixtures/v1.0.0/conferencing.updated/assigned.json';
import client from '../../conferencing-client/package.json';
import contracts from '../package.json';
import { pack } from './pack.js';

const consumer = mkdtempSync(join(tmpdir(), 'another-service-'));
const modules = join(consumer, 'node_modules');
const installed = join(modules, contracts.name);

const record = JSON.stringify({ ...assigned, value: JSON.stringify(assigned.value) });

function link(name: string): void {
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(resolve('node_modules', name), join(modules, name));
}

function node(...args: string[]): string {
  // The settings of the test runner must not reach the other service.
  return execFileSync(process.execPath, args, { cwd: consumer, encoding: 'utf8', env: { PATH: process.env.PATH } });
}

function install(library: string, name: string): void {
  const target = join(modules, name);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', pack(library, consumer), '-C', target, '--strip-components=1']);
}

beforeAll(() => {
  install('libs/contracts', contracts.name);
  // What a package manager would install: only the declared dependencies.
  for (const name of Object.keys(contracts.dependencies)) link(name);
});

afterAll(() => rmSync(consumer, { recursive: true, force: true }));

it('the package holds the library, its schemas and its licence, and neither tests nor tools', () => {
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'package.json', 'schemas', 'src']);
  const sources = readdirSync(join(installed, 'src'), { recursive: true, encoding: 'utf8' });
  expect(sources.filter((file) => file.includes('spec'))).toEqual([]);
  expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('MIT');
});

it('another service that requires it reads a record', () => {
  const script = `const { decodeConferencingUpdated } = require('@conferencing/contracts');
    console.log(decodeConferencingUpdated(${record}).version);`;

  expect(node('-e', script)).toBe('1\n');
});

it('another service that is made of ES modules reads a record and the schemas', () => {
  const script = `import { decodeConferencingUpdated } from '@conferencing/contracts';
    import schema from '@conferencing/contracts/schemas/conferencing.updated.v1.json' with { type: 'json' };
    console.log(decodeConferencingUpdated(${record}).version, schema.title);`;
  writeFileSync(join(consumer, 'reader.mjs'), script);

  expect(node('--no-warnings', 'reader.mjs')).toBe('1 ConferencingUpdatedV1\n');
});

it('another service that is written in TypeScript gets its types', () => {
  link('@types/node');
  link('undici-types');
  writeFileSync(
    join(consumer, 'reader.ts'),
    `import { decodeConferencingUpdated, type HostState } from '@conferencing/contracts';
     const record = decodeConferencingUpdated({ key: null });
     export const state: HostState | undefined = record.kind === 'updated' ? record.event.host_state : undefined;
     // @ts-expect-error a tombstone has no event
     export const event = record.event;`,
  );
  const compiler = require.resolve('typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--target', 'es2023'];

  expect(node(compiler, ...options, 'reader.ts')).toBe('');
});

it('another service that has Nest installs the client and sends a query', () => {
  install('libs/conferencing-client', client.name);
  const { [contracts.name]: _installed, ...dependencies } = client.dependencies as Record<string, string>;
  const peers = Object.keys(client.peerDependencies).filter((name) => !(name in client.peerDependenciesMeta));
  for (const name of [...Object.keys(dependencies), ...peers, '@nestjs/core']) link(name);
  const script = `const { NestFactory } = require('@nestjs/core');
    const { ConferencingClient, ConferencingClientModule } = require('@conferencing/client');
    const options = { transport: 'tcp', host: '127.0.0.1', port: 9, retries: 0 };
    NestFactory.createApplicationContext(ConferencingClientModule.register(options), { logger: false })
      .then((app) => app.get(ConferencingClient).get({}))
      .catch((error) => console.log(error.name, error.code));`;

  expect(node('--no-warnings', '-e', script)).toBe('ConferencingQueryError unavailable\n');
});
