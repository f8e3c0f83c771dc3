import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { digestOf, migrationFiles, releasedCommit, releasedMigrations, RELEASES } from '../releases/kept-releases.js';

const repository = resolve(__dirname, '../..');
const released = releasedMigrations();

function fate(digest: string, path: string): string {
  if (!existsSync(join(repository, path))) return `${path} is released and was removed: put it back.`;
  return digestOf(path) === digest
    ? 'as released'
    : `${path} is released and was changed: databases that have it will never see the change. Put it back and add a new migration.`;
}

describe('released migrations', () => {
  it.each(released)('$path is as released', ({ digest, path }) => {
    expect(fate(digest, path)).toBe('as released');
  });

  it('are noticed when they are changed or removed', () => {
    const { digest, path } = released[0]!;
    expect(fate(digest.replace(/./, 'x'), path)).toMatch(/was changed: .* add a new migration\.$/);
    expect(fate(digest, `${path}.moved`)).toMatch(/was removed: put it back\.$/);
  });

  it('are part of what a service runs', () => {
    const lists = ['apps', 'libs'].flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.migration.ts') && !name.endsWith('.spec.ts'))
        .map((name) => readFileSync(join(repository, folder, name), 'utf8')),
    );
    const sources = lists.join('\n');
    const forgotten = migrationFiles().filter((path) => {
      const file = path.split('/').at(-1)!.replace(/ts$/, 'js');
      return !sources.includes(`/${file}'`);
    });
    expect(forgotten).toEqual([]);
  });
});

describe('a kept release', () => {
  it.each(RELEASES)('%s names the commit whose processes run beside newer ones', (release) => {
    expect(releasedCommit(release)).toMatch(/^[0-9a-f]{40}$/);
  });
});
