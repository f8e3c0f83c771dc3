import { resolve } from 'node:path';
import { ENTRIES } from '../../tools/packages/src/entries.fixture.js';
import { buildPackages, Outside } from './outside.js';

const GENERATOR = resolve(__dirname, '../../tools/packages/src/named-imports.fixture.cjs');
const PEERS =
  '@nestjs/common@12 @nestjs/core@12 @nestjs/microservices@12 @opentelemetry/api class-transformer class-validator ' +
  'kafkajs pg prom-client reflect-metadata rxjs';

describe('a program in ES modules, outside of the repository', () => {
  const outside = new Outside();
  beforeAll(async () => {
    const tarballs = await buildPackages();
    outside.write('package.json', '{ "private": true }');
    await outside.do('npm', ['install', '--no-audit', '--no-fund', ...tarballs.values(), ...PEERS.split(' ')]);
    const specifiers = JSON.stringify(ENTRIES.map((entry) => `@conferencing/${entry}`));
    const text = await outside.do('node', ['-e', `console.log(require('${GENERATOR}').namedImports(${specifiers}))`]);
    outside.write('names.mjs', text);
  }, 300_000);
  afterAll(() => outside.remove());

  // The lowest version that is supported, and the one of the images. Type checkers can not see what Node finds here.
  it.each(['20.19.0', '24'])('imports every name of every entry point on Node %s', async (version) => {
    const run = ['-y', '-p', `node@${version}`, 'node', 'names.mjs'];
    expect(Number(await outside.do('npx', run))).toBeGreaterThan(150);
  });
});
