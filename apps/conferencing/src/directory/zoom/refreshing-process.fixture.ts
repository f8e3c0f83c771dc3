import { openCredentials } from '../../persistence/credentials/credentials.fixture.js';
import { ZoomDirectory } from './zoom-directory.js';
import { zoomSettings } from './zoom.config.js';

/** A process that lists the users of one connection again and again; its exit code says whether each listing worked. */
async function main(): Promise<void> {
  const { DATABASE_URL, KEY, ZOOM_URL, CONNECTION_ID, LISTINGS } = process.env as Record<string, string>;
  const app = {
    ZOOM_CLIENT_ID: 'app',
    ZOOM_CLIENT_SECRET: 'secret',
    ZOOM_REDIRECT_URI: 'https://example.com/callback',
  };
  const { store, database } = openCredentials(DATABASE_URL ?? '', [{ kid: 'k', key: Buffer.from(KEY ?? '', 'hex') }]);
  const settings = zoomSettings({ ZOOM_OAUTH_URL: ZOOM_URL ?? '', ZOOM_API_URL: ZOOM_URL ?? '', ...app });
  const directory = new ZoomDirectory(settings, store);
  for (let i = 0; i < Number(LISTINGS); i += 1) {
    let users = 0;
    for await (const page of directory.listUsers({ id: CONNECTION_ID ?? '' })) users += page.users.length;
    if (users !== 2) throw new Error(`${users} users were listed`);
  }
  await directory.onApplicationShutdown();
  await database.pool.end();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
