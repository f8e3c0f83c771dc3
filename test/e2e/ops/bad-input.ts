import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { Client } from 'pg';
import { allCommands, opsProgram } from '../../../tools/ops/src/main.js';
import type { Tenant } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { contentsOf } from './contents.js';
import { opsInProcess } from './in-process.js';

interface Row {
  /** Arguments that are right, and name things that exist where the command wants to change them. */
  args: (tenant: Tenant) => string[];
  /** It changes something in one of the databases, or in both. */
  changes?: 'conferencing' | 'both';
}

const UPDATED = 'conferencing.updated';
const key = 'srv_000000000000/prov_000000000000';

/** Every command. */
const commands: Readonly<Record<string, Row>> = {
  status: { args: () => [] },
  doctor: { args: () => [], changes: 'both' },
  'outbox status': { args: () => [] },
  'outbox retry': { args: () => [key], changes: 'conferencing' },
  'outbox skip': { args: () => [key, '--yes'], changes: 'conferencing' },
  'parked list': { args: () => [] },
  'parked show': { args: () => ['read-models:1'] },
  'parked retry': { args: () => ['--topic', UPDATED], changes: 'both' },
  'parked discard': { args: () => ['--topic', UPDATED, '--yes'], changes: 'both' },
  'parked export': { args: () => ['letters', '--topic', UPDATED] },
  'partitions list': { args: () => [] },
  'partitions resume': { args: () => [UPDATED, '0'], changes: 'both' },
  'partitions skip': { args: () => [UPDATED, '0', '--to', 'end', '--yes'], changes: 'both' },
  rebuild: { args: () => ['current'], changes: 'both' },
  reconcile: { args: () => ['--repair'], changes: 'conferencing' },
  'topics adopt': { args: () => [UPDATED], changes: 'both' },
  'accounts list': { args: () => [] },
  'tokens list': { args: ({ accountId }) => [accountId] },
  'tokens create': { args: ({ accountId }) => [accountId, '--name', 'x'], changes: 'conferencing' },
  'tokens revoke': { args: ({ accountId, tokenId }) => [accountId, tokenId], changes: 'conferencing' },
  'tokens publish': { args: () => [], changes: 'conferencing' },
  'forget external_user': { args: () => ['exusr_000000000000', '--yes'], changes: 'both' },
  'forget provider': { args: () => ['prov_000000000000', '--yes'], changes: 'conferencing' },
  'keys rotate': { args: () => [], changes: 'conferencing' },
};

/** They show what they can, and a line of advice for each part that they can't ask. */
const MANY_LINES = new Set(['status', 'doctor']);
const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

export function badInput(world: WorldWithBroker): void {
  describe('every command', () => {
    const role = `ops_${randomBytes(4).toString('hex')}`;
    let tenant: Tenant;
    let env: Record<string, string>;

    const databases = () => Object.values(world.system.databases).map(({ url }) => url);
    const everywhere = () => Promise.all(databases().map(contentsOf));
    const inEach = async (urls: readonly string[], ...statements: string[]) => {
      for (const url of urls) {
        const client = new Client({ connectionString: url });
        await client.connect();
        for (const statement of statements) await client.query(statement);
        await client.end();
      }
    };
    const existing = `DO $$ DECLARE s text; BEGIN
      FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA %I TO ${role}', s, s);
      END LOOP; END $$`;

    beforeAll(async () => {
      tenant = await world.tenant();
      const { conferencing, readModels } = world.system.databases;
      env = {
        CONFERENCING_DATABASE_URL: conferencing.url,
        READ_MODELS_DATABASE_URL: readModels.url,
        KAFKA_BROKERS: world.brokers,
        TOKEN_ENCRYPTION_KEYS: world.system.conferencing.settings.TOKEN_ENCRYPTION_KEYS ?? '',
      };
      await inEach([conferencing.url], `CREATE ROLE ${role} LOGIN PASSWORD 'half'`);
      await inEach(databases(), existing);
    });
    afterAll(async () => {
      await inEach(databases(), `DROP OWNED BY ${role}`);
      await inEach(databases().slice(0, 1), `DROP ROLE ${role}`);
    });

    const asRole = (url: string) => Object.assign(new URL(url), { username: role, password: 'half' }).href;
    const names = Object.keys(commands);
    const argsOf = (name: string) => [...name.split(' '), ...commands[name]!.args(tenant)];

    it('is in this table', () => {
      expect(allCommands(opsProgram({})).map(nameOf).sort()).toEqual(names.toSorted());
    });

    it.each(names)('says what to do when nothing answers: %s', async (name) => {
      const nowhere = {
        ...env,
        CONFERENCING_DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/conferencing',
        READ_MODELS_DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/read_models',
        KAFKA_BROKERS: '127.0.0.1:1',
      };
      const { code, text } = await opsInProcess(nowhere, argsOf(name));
      expect(code).toBe(1);
      expect(text).toMatch(/does not answer at 127.0.0.1:1.*: start it, or correct [A-Z_]+/);
      expect(text).not.toContain('secret');
      if (!MANY_LINES.has(name)) expect(linesOf(text)).toHaveLength(1);
    });

    it.each(names)('takes no wrong arguments: %s', async (name) => {
      const before = await everywhere();
      for (const args of [
        [...argsOf(name), '--nonsense'],
        [...argsOf(name), 'one', 'too many', 'of them'],
      ]) {
        // Ids of records may be any number of words.
        if (!args.includes('--nonsense') && /retry|discard|export/.test(name) && name.startsWith('parked')) continue;
        const { code, text } = await opsInProcess(env, args);
        expect([code, linesOf(text)]).toEqual([1, [expect.stringMatching(/^error: /)]]);
      }
      expect(await everywhere()).toEqual(before);
    });

    describe.each<[state: string, undo: string, statement: string, said: RegExp]>([
      [
        'newer',
        `DELETE FROM migrations WHERE name = 'FromTheFuture'`,
        `INSERT INTO migrations ("timestamp", name) VALUES (1999000000000, 'FromTheFuture')`,
        /^The database of (conferencing|read-models) is newer than this program: it has FromTheFuture/,
      ],
      [
        'older',
        'ALTER TABLE later_migrations RENAME TO library_migrations',
        'ALTER TABLE library_migrations RENAME TO later_migrations',
        /^The database of (conferencing|read-models) is older than this program: it lacks .* Run the migrate command/,
      ],
    ])('on a database that is %s', (_, undo, statement, said) => {
      beforeAll(() => inEach(databases(), statement));
      afterAll(() => inEach(databases(), undo));

      it.each(names)('does nothing, and says so: %s', async (name) => {
        const before = await everywhere();
        const { code, text } = await opsInProcess(env, argsOf(name));
        expect(code).toBe(1);
        if (MANY_LINES.has(name)) expect(text).toMatch(new RegExp(said.source.slice(1)));
        else expect(linesOf(text)).toEqual([expect.stringMatching(said)]);
        expect(await everywhere()).toEqual(before);
      });
    });

    it.each(names)('takes no wrong settings: %s', async (name) => {
      const wrong = { ...env, KAFKA_BROKERS: 'nowhere', READ_MODELS_DATABASE_URL: 'mysql://x' };
      const { code, text } = await opsInProcess(wrong, argsOf(name));
      expect([code, linesOf(text)]).toEqual([
        1,
        [expect.stringMatching(/KAFKA_BROKERS: .*READ_MODELS_DATABASE_URL: /)],
      ]);
    });

    it.each(names)('changes nothing with half of the rights: %s', async (name) => {
      const { CONFERENCING_DATABASE_URL: conferencing = '', READ_MODELS_DATABASE_URL: readModels = '' } = env;
      const { changes } = commands[name]!;
      const halves = [
        { CONFERENCING_DATABASE_URL: asRole(conferencing), READ_MODELS_DATABASE_URL: asRole(readModels) },
      ];
      // The right to change one database is half of what a command needs that changes both.
      const oneOfTwo = { CONFERENCING_DATABASE_URL: conferencing, READ_MODELS_DATABASE_URL: asRole(readModels) };
      if (changes === 'both') halves.push(oneOfTwo);
      for (const half of halves) {
        const before = await everywhere();
        const { code, text } = await opsInProcess({ ...env, ...half }, argsOf(name));
        if (changes !== undefined) {
          expect(text).toMatch(
            /The login ops_\w+ may not change .*: use the login of (conferencing|read-models) in [A-Z_]+\./,
          );
          expect(code).toBe(1);
          if (!MANY_LINES.has(name)) expect(linesOf(text)).toHaveLength(1);
        }
        expect(await everywhere()).toEqual(before);
      }
    });
  });
}
