import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../../..');
const NAMES = ['contracts', 'client', 'messaging', 'outbox'];

/** A program that notes how it was called; its exit code is that of the case that fits. */
const stub = (name: string, cases: string) =>
  `#!/bin/sh\necho "${name} $*" >>"$CALLS"\ncase "$*" in\n${cases}\n*) ;; esac\n`;

describe('a tag that is released', () => {
  let checkout: string;
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'release-'));
    for (const folder of ['.ci', 'bin', 'dist/packages']) mkdirSync(join(checkout, folder), { recursive: true });
    cpSync(join(repository, '.ci/publish'), join(checkout, '.ci/publish'));
    const changelog =
      '# Changelog\n\n## [1.2.0] - 2027-01-01\n\nRun `migrate`.\n\n## [1.2.0-rc.1]\n\nTry it.\n\n## [1.1.0]\n\nOld.\n';
    writeFileSync(join(checkout, 'CHANGELOG.md'), changelog);
    program('npm', 'view*) exit 1;;');
    program('gh', '"release view"*) exit 1;;\n"release create"*) cat "${10}" >>"$CALLS";;');
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  function program(name: string, cases: string): void {
    writeFileSync(join(checkout, 'bin', name), stub(name, cases));
    chmodSync(join(checkout, 'bin', name), 0o755);
  }

  function built(version: string): void {
    for (const name of NAMES) writeFileSync(join(checkout, `dist/packages/acme-${name}-${version}.tgz`), '');
  }

  function publish(tag: string, env: Record<string, string> = {}) {
    const file = join(checkout, 'calls');
    writeFileSync(file, '');
    const path = `${join(checkout, 'bin')}:${process.env.PATH}`;
    const { status, stdout } = spawnSync(join(checkout, '.ci/publish'), [tag], {
      env: { PATH: path, CALLS: file, PACKAGE_SCOPE: '@acme', ...env },
      encoding: 'utf8',
    });
    const calls = readFileSync(file, 'utf8').split('\n');
    return { status, stdout, published: calls.filter((line) => line.startsWith('npm publish')), calls };
  }

  it('publishes each package once, contracts first, and makes a release with the notes of the changelog', () => {
    built('1.2.0');
    const { status, published, calls } = publish('v1.2.0');
    expect(status).toBe(0);
    expect(published).toEqual(
      NAMES.map((name) => `npm publish ./dist/packages/acme-${name}-1.2.0.tgz --access public --provenance`),
    );
    expect(calls).toContain('Run `migrate`.');
    expect(calls).not.toContain('Old.');
  });

  it('goes on where an earlier run has failed', () => {
    built('1.2.0');
    program('npm', 'view*contracts*|view*client*) exit 0;;\nview*) exit 1;;');
    expect(publish('v1.2.0').published.map((line) => /acme-(\w+)/.exec(line)?.[1])).toEqual(['messaging', 'outbox']);
    program('npm', '');
    program('gh', '');
    expect(publish('v1.2.0')).toMatchObject({ status: 0, published: [] });
  });

  it.each([
    ['from a private repository', 'v1.2.0', { PRIVATE: 'true' }, '--access restricted'],
    ['to another registry', 'v1.2.0', { NPM_REGISTRY: 'https://npm.acme.example' }, '--access public'],
    ['as a release candidate', 'v1.2.0-rc.1', {}, '--access public --provenance --tag next'],
  ])('publishes %s', (_, tag, env, options) => {
    built(tag.slice(1));
    const [first = ''] = publish(tag, env).published;
    expect(first.split('.tgz ')[1]).toBe(options);
  });

  it.each([
    [
      'a tag of another version',
      'v1.3.0',
      {},
      'acme-contracts-1.3.0.tgz is missing: is package.json of version 1.3.0?',
    ],
    ['a version without notes', 'v1.4.0', {}, 'CHANGELOG.md has no section [1.4.0]'],
    ['no scope', 'v1.2.0', { PACKAGE_SCOPE: '' }, 'Set the variable PACKAGE_SCOPE'],
  ])('publishes nothing with %s', (_, tag, env, message) => {
    built('1.2.0');
    built('1.4.0');
    const { status, stdout, calls } = publish(tag, env);
    expect([status, stdout]).toEqual([1, expect.stringContaining(message)]);
    expect(calls).toEqual(['']);
  });
});
