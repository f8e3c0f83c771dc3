import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');

/** Every release whose schema and statements are kept here, oldest first; `0.1.0` is the time before the first one. */
export const RELEASES = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort(new Intl.Collator('en', { numeric: true }).compare);

/** The schema of an app, or a statement that processes of a release run. */
export function releasedText(release: string, name: string): string {
  return readFileSync(join(__dirname, release, `${name}.sql`), 'utf8');
}

/** The commit that the processes of a release are built from. @throws when nothing names it */
export function releasedCommit(release: string): string {
  const text = readFileSync(join(__dirname, release, 'commit'), 'utf8');
  const [commit] = /^[0-9a-f]{40}(?=\n$)/.exec(text) ?? [];
  if (commit === undefined) throw new Error(`test/releases/${release}/commit holds no commit`);
  return commit;
}

/** The list of the migrations of all releases, as `sha256sum` writes it: a digest, two spaces, a path. */
export const RELEASED_MIGRATIONS = join(__dirname, 'migrations.sha256');

export function releasedMigrations(): { digest: string; path: string }[] {
  const lines = readFileSync(RELEASED_MIGRATIONS, 'utf8').trim().split('\n');
  return lines.map((line) => ({ digest: line.slice(0, 64), path: line.slice(66) }));
}

/** Every migration that there is now, by its path in the repository. */
export function migrationFiles(): string[] {
  const files = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return files.filter((path) => path.endsWith('.migration.ts')).sort();
}

/** SHA-256 of a file of the repository. */
export function digestOf(path: string): string {
  return createHash('sha256')
    .update(readFileSync(join(repository, path)))
    .digest('hex');
}
