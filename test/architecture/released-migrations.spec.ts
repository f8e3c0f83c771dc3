import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');
const LIST = 'test/releases/migrations.sha256';

/** As `sha256sum` writes it: a digest, two spaces, a path. */
const released = readFileSync(join(repository, LIST), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('  ') as [digest: string, path: string]);

function fate(digest: string, path: string): string {
  if (!existsSync(join(repository, path))) return `${path} is released and was removed: put it back.`;
  const now = createHash('sha256')
    .update(readFileSync(join(repository, path)))
    .digest('hex');
  return now === digest
    ? 'as released'
    : `${path} is released and was changed: databases that have it will never see the change. Put it back and add a new migration.`;
}

const migrations = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.migration.ts'))
    .map((name) => join(folder, name)),
);

describe('released migrations', () => {
  it.each(released)('%s of %s is as released', (digest, path) => {
    expect(fate(digest, path)).toBe('as released');
  });

  it('are noticed when they are changed or removed', () => {
    const [[digest, path]] = released as [[string, string]];
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
    const forgotten = migrations.filter((path) => {
      const file = path.split('/').at(-1)!.replace(/ts$/, 'js');
      return !sources.includes(`/${file}'`);
    });
    expect(forgotten).toEqual([]);
  });
});
