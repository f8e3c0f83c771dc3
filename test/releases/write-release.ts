import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppSchema } from '@conferencing/database';
import { startPrivatePostgres } from '@conferencing/testing';
import { CONFERENCING_SCHEMA } from '../../apps/conferencing/src/persistence/conferencing.schema.js';
import { ASSIGN_HOST } from '../../apps/conferencing/src/persistence/pairs/assign-host.sql.js';
import { READ_MODELS_SCHEMA } from '../../apps/read-models/src/persistence/read-models.schema.js';
import { fewStatement } from '../../apps/read-models/src/projections/change-all.js';
import { PROJECTIONS } from '../../apps/read-models/src/projections/projections.js';
import { FETCH_ROWS, REMOVE_ROWS } from '../../libs/outbox/src/relay/outbox-rows.sql.js';
import { digestOf, migrationFiles, RELEASED_MIGRATIONS, releasedMigrations } from './kept-releases.js';
import { dumpOf } from './dump-schema.js';

const SCHEMAS: Readonly<Record<string, AppSchema>> = {
  conferencing: CONFERENCING_SCHEMA,
  'read-models': READ_MODELS_SCHEMA,
};

/** What processes of this release run while the next one is rolled out, and must go on to work. */
const HOT_STATEMENTS: Readonly<Record<string, string>> = {
  'assign-host': ASSIGN_HOST,
  'relay-fetch': FETCH_ROWS,
  'relay-remove': REMOVE_ROWS,
  'apply-few': fewStatement(PROJECTIONS),
};

/**
 * Keeps what later versions are tested against, in `test/releases/<version>`: both databases, the hot statements, and the
 * commit that its processes are built from. Notes the digest of every migration, which from now on nobody changes.
 *
 * @returns the files that it has written
 * @throws when the release is there already, or one of its files would not be what it has to be
 */
export async function writeRelease(version: string, folder = join(__dirname, version)): Promise<string[]> {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is no version: name it as 1.2.3`);
  if (existsSync(folder)) throw new Error(`${folder} is there already: remove it if that release was not published`);
  const digests = migrationDigests();
  const postgres = await startPrivatePostgres();
  const texts = { ...HOT_STATEMENTS };
  try {
    for (const [app, schema] of Object.entries(SCHEMAS)) {
      texts[app] = await dumpOf(app, schema, version, postgres.url);
    }
  } finally {
    await postgres.stop();
  }
  mkdirSync(folder);
  const files = Object.entries(texts).map(([name, text]) => {
    const path = join(folder, `${name}.sql`);
    writeFileSync(path, `${text.trim()}\n`);
    return path;
  });
  const commit = join(folder, 'commit');
  writeFileSync(commit, execFileSync('git', ['rev-parse', 'HEAD'], { cwd: __dirname }));
  writeFileSync(RELEASED_MIGRATIONS, digests);
  return [...files, commit, RELEASED_MIGRATIONS];
}

/** As `sha256sum` writes it. @throws when a released migration was changed */
function migrationDigests(): string {
  const now = new Map(migrationFiles().map((path) => [path, digestOf(path)]));
  const changed = releasedMigrations().filter(({ digest, path }) => now.get(path) !== digest);
  if (changed.length > 0)
    throw new Error(`Released migrations were changed: ${changed.map(({ path }) => path).join(', ')}`);
  return [...now].map(([path, digest]) => `${digest}  ${path}\n`).join('');
}
