import { type AppProcess, type Build, type CommandName, runCommand, startApp } from './app-process.js';
import type { AppSettings } from './app-settings.js';
import { freePorts } from '@conferencing/servers';
import { createMigratedDatabase, createTestDatabase, type TestDatabase } from './test-database.js';

export interface System {
  conferencing: AppProcess;
  readModels: AppProcess;
  sandbox: AppProcess;
  platformToken: string;
  /** The settings for more processes of the same system: `startApp('read-models', system.readModelsSettings)`. */
  conferencingSettings: AppSettings;
  readModelsSettings: AppSettings;
  databases: { conferencing: TestDatabase; readModels: TestDatabase };
  stop(): Promise<void>;
}

/** Settings of one program alone, such as its login at the broker. */
export type SettingsOf = Partial<Record<'conferencing' | 'read-models' | 'topics', AppSettings>>;

/**
 * The whole system for one test file: two migrated databases, the topics, a Zoom sandbox and both apps. `own` settings
 * reach all three processes, `of` those of one. `build` has the processes, if it is not this checkout.
 */
export async function startSystem(own: AppSettings = {}, build?: Build, of: SettingsOf = {}): Promise<System> {
  const [conferencingDatabase, readModelsDatabase, [conferencingPort, sandboxPort]] = await Promise.all([
    migratedDatabase('conferencing', 'migrate-conferencing', build),
    migratedDatabase('read_models', 'migrate-read-models', build),
    freePorts(2),
    runCommand('topics', { ...own, ...of.topics }, build),
  ]);
  const databases = { conferencing: conferencingDatabase, readModels: readModelsDatabase };
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const conferencingUrl = `http://127.0.0.1:${conferencingPort}`;
  const redirect = { ZOOM_REDIRECT_URI: `${conferencingUrl}/v1/oauth/zoom_admin/callback` };
  const conferencingSettings = {
    ZOOM_API_URL: sandboxUrl,
    ZOOM_OAUTH_URL: sandboxUrl,
    ...redirect,
    ...own,
    ...of.conferencing,
    DATABASE_URL: conferencingDatabase.url,
  };
  const readModelsSettings = { ...own, ...of['read-models'], DATABASE_URL: readModelsDatabase.url };
  const sandboxSettings = {
    ...redirect,
    ZOOM_WEBHOOK_URL: `${conferencingUrl}/v1/webhooks/zoom`,
    ...own,
    HTTP_PORT: String(sandboxPort),
  };
  const [sandbox, conferencing, readModels] = await Promise.all([
    startApp('zoom-sandbox', sandboxSettings, { build }),
    startApp('conferencing', { ...conferencingSettings, HTTP_PORT: String(conferencingPort) }, { build }),
    startApp('read-models', readModelsSettings, { build }),
  ]);
  const processes = [conferencing, readModels, sandbox];
  return {
    conferencing,
    readModels,
    sandbox,
    platformToken: conferencing.settings.PLATFORM_TOKEN!,
    conferencingSettings,
    readModelsSettings,
    databases,
    stop: async () => {
      await Promise.all(processes.map((app) => app.stop()));
      await Promise.all(Object.values(databases).map((database) => database.drop()));
    },
  };
}

/** Of this checkout, or as another build migrates it. */
async function migratedDatabase(kind: string, migrate: CommandName, build?: Build): Promise<TestDatabase> {
  const run = (url: string) => runCommand(migrate, { DATABASE_URL: url }, build);
  if (build === undefined) return createMigratedDatabase(`${kind}_of_dist`, run);
  const other = await createTestDatabase(kind);
  await run(other.url);
  return other;
}
