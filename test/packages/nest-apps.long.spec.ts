import { createTestDatabase, eventually, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import { buildPackages, Outside } from './outside.js';
import { TopicOfCases } from './topic-of-cases.js';

const INSTALL = ['install', '--no-audit', '--no-fund'];

/** The same example as CommonJS on Nest 11: what another team may have. */
function onNest11(outside: Outside, read: () => string): void {
  const manifest = JSON.parse(read()) as { type?: string; dependencies: Record<string, string> };
  delete manifest.type;
  for (const name of Object.keys(manifest.dependencies)) {
    if (name.startsWith('@nestjs/')) manifest.dependencies[name] = '^11.0.0';
  }
  outside.write('package.json', JSON.stringify(manifest));
}

describe('a Nest service of another team, outside of the repository', () => {
  let topic: TopicOfCases;
  let tarballs: Map<string, string>;
  let database: TestDatabase;
  beforeAll(async () => {
    [topic, tarballs] = await Promise.all([TopicOfCases.start(), buildPackages()]);
  }, 300_000);
  beforeEach(async () => (database = await createTestDatabase('another_team')));
  afterEach(() => database.drop());
  afterAll(() => topic.stop());

  async function rows<Row>(text: string): Promise<Row[]> {
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<never>(text)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  it.each(['12, ESM', '11, CommonJS'])(
    'subscribes with Nest %s, type-checked strictly, and keeps its table right',
    async (nest) => {
      const outside = new Outside('nest-subscriber');
      try {
        const { readFileSync } = await import('node:fs');
        if (nest.startsWith('11')) {
          onNest11(outside, () => readFileSync(`${outside.folder}/package.json`, 'utf8'));
        }
        outside.useTarballs(tarballs);
        const env = { ...topic.environment, DATABASE_URL: database.url };
        await outside.do('npm', INSTALL);
        await outside.do('npx', ['tsc']);

        const unset = { ...topic.environment, DATABASE_URL: '' };
        expect(await outside.fail('node', ['dist/main.js'], unset)).toEqual({
          code: 1,
          lines: ['Wrong settings:', '  DATABASE_URL: is required'],
        });
        const away = { ...topic.environment, DATABASE_URL: 'postgres://a:b@127.0.0.1:9/a' };
        expect(await outside.fail('node', ['dist/migrate.js'], away)).toEqual({
          code: 1,
          lines: [expect.stringMatching(/^Nothing was migrated: .*ECONNREFUSED.* Look at DATABASE_URL\.$/)],
        });
        outside.start('node', ['dist/main.js'], env);
        await eventually(
          () => `${outside.output}${outside.errors}`.includes('run migrateLibrary(pool, MESSAGING_MIGRATIONS)'),
          {
            timeoutMs: 60_000,
          },
        );
        await outside.do('node', ['dist/migrate.js'], env);

        const board = async () => {
          const stored = await rows<{ pair: string; host: string | null }>('SELECT pair, host FROM host_board');
          return Object.fromEntries(stored.map(({ pair, host }) => [pair, host ?? '-']));
        };
        const same = (shown: object) =>
          JSON.stringify(Object.entries(shown).sort()) === JSON.stringify(Object.entries(topic.hosts).sort());
        await eventually(async () => same(await board()), { timeoutMs: 60_000 }).catch(() => undefined);
        expect(await board()).toEqual(topic.hosts);
        expect(await rows('SELECT count(*)::int AS count FROM parked_records')).toEqual([{ count: topic.malformed }]);
        // The start, one entry for the missing tables, one for what was parked; no flood. What the client of Kafka reports
        // while the broker makes its first group depends on the machine.
        const entries = `${outside.output}${outside.errors}`.split('\n').filter((line) => line.includes('[Nest]'));
        expect(entries.filter((line) => !line.includes('[Kafka]')).length).toBeLessThan(20);
        for (const [command, seconds] of outside.took)
          console.info(`Nest ${nest}: ${command}: ${seconds.toFixed(1)} s`);
      } finally {
        await outside.remove();
      }
    },
    600_000,
  );
});
