import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import type { WorldWithBroker } from '../own-broker.js';
import { opsInProcess } from './in-process.js';

const { version } = JSON.parse(readFileSync(join(resolve(__dirname, '../../..'), 'package.json'), 'utf8')) as {
  version: string;
};
const KEY = 'srv_000000000001/prov_000000000001';

export function health(world: WorldWithBroker): void {
  describe('how the system is', () => {
    let env: Record<string, string>;
    let conferencing: Client;

    beforeAll(async () => {
      const { databases, conferencing: app } = world.system;
      env = {
        CONFERENCING_DATABASE_URL: databases.conferencing.url,
        READ_MODELS_DATABASE_URL: databases.readModels.url,
        KAFKA_BROKERS: world.brokers,
        TOKEN_ENCRYPTION_KEYS: app.settings.TOKEN_ENCRYPTION_KEYS ?? '',
      };
      conferencing = new Client({ connectionString: databases.conferencing.url });
      await conferencing.connect();
    });
    afterAll(() => conferencing.end());

    const json = async (args: string[], more: Record<string, string> = {}) => {
      const { code, text } = await opsInProcess({ ...env, ...more }, [...args, '--json']);
      return { code, body: JSON.parse(text) };
    };

    it('is one page: who runs which version, what waits, how far the consumers are', async () => {
      const tenant = await world.tenant();
      await tenant.connected([{ email: 'anna@example.com' }]);
      const { body } = await eventually(async () => {
        const status = await json(['status']);
        return status.code === 0 && status;
      });
      expect(body.problems).toEqual([]);
      expect(body.conferencing.found.processes).toEqual([
        expect.objectContaining({ app: 'conferencing', version, process: expect.stringMatching(/.+\/\d+$/) }),
      ]);
      expect(body.readModels.found.processes).toEqual([expect.objectContaining({ app: 'read-models', version })]);
      expect(body.conferencing.found.connections).toMatchObject({ active: expect.any(Number) });
      expect(body.conferencing.found.outbox).toMatchObject({ pending: 0, lostKeys: 0, topicProblems: [] });
      const { text } = await opsInProcess(env, ['status']);
      for (const part of ['Processes', 'Publishing', 'Connected accounts', 'Consumers', 'Nothing is wrong.']) {
        expect(text).toContain(part);
      }
      expect(text).toMatch(/read-models +conferencing\.updated +\d+ +0 +0/);
    });

    it('says what is wrong and what to do, and shows the rest, when a part is away', async () => {
      await conferencing.query(
        `INSERT INTO outbox_blocked_keys (aggregateid, partition, seq, error) VALUES ($1, 0, 1, 'too large')`,
        [KEY],
      );
      try {
        const { code, body } = await json(['status'], { KAFKA_BROKERS: '127.0.0.1:1' });
        expect([code, body.problems]).toEqual([
          1,
          [
            'The broker refuses records of 1 keys: ops outbox status, then retry or skip.',
            'Kafka does not answer at 127.0.0.1:1: start it, or correct KAFKA_BROKERS.',
          ],
        ]);
        expect(body.readModels.found.processes).toHaveLength(1);

        const asked = await opsInProcess(env, ['outbox', 'skip', KEY]);
        expect(asked).toMatchObject({ code: 1, text: expect.stringMatching(/too large.*\n.*say --yes/) });
        const { rows } = await conferencing.query('SELECT FROM outbox_blocked_keys WHERE aggregateid = $1', [KEY]);
        expect(rows).toHaveLength(1);
      } finally {
        await conferencing.query('DELETE FROM outbox_blocked_keys WHERE aggregateid = $1', [KEY]);
      }
    });

    it('is looked at by a doctor, who finds nothing in a sound one', async () => {
      const { code, body } = await json(['doctor']);
      expect(body.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
      expect([code, body.ok]).toEqual([0, true]);
      expect(body.checks.map(({ check }: { check: string }) => check)).toEqual(
        expect.arrayContaining([
          'migrations of conferencing',
          'migrations of read-models',
          "clock of read-models's database",
          'topic conferencing.updated',
          'keys of stored credentials',
        ]),
      );
    });

    it('has a doctor who finds keys that are missing, and a database that is newer', async () => {
      const fresh = `fresh:${Buffer.alloc(32, 9).toString('base64')}`;
      const lost = await json(['doctor'], { TOKEN_ENCRYPTION_KEYS: fresh });
      const faults = lost.body.checks.filter(({ ok }: { ok: boolean }) => !ok);
      expect([lost.code, faults]).toEqual([
        1,
        [
          {
            check: 'keys of stored credentials',
            ok: false,
            found: expect.stringMatching(/^\d+ need the key test: put/),
          },
        ],
      ]);

      await conferencing.query(`INSERT INTO migrations ("timestamp", name) VALUES (1, 'FromTheFuture')`);
      try {
        const { code, text } = await opsInProcess(env, ['doctor']);
        expect(code).toBe(1);
        expect(text).toMatch(/WRONG +migrations of conferencing .*newer.*FromTheFuture/);
      } finally {
        await conferencing.query(`DELETE FROM migrations WHERE name = 'FromTheFuture'`);
      }
    });

    it('has accounts and tokens that can be listed, a page at a time', async () => {
      const { accountId, tokenId } = await world.tenant();
      const { body } = await json(['accounts', 'list', '--size', '1000']);
      expect(body.accounts.map(({ id }: { id: string }) => id)).toContain(accountId);
      const last = await json(['accounts', 'list', '--size', '1', '--offset', String(body.total - 1)]);
      expect(last.body.accounts).toEqual([expect.objectContaining({ id: accountId, name: 'Harbour Dental' })]);
      const page = await opsInProcess(env, ['accounts', 'list', '--size', '1']);
      expect(page.text).toContain(`1 of ${body.total}: ops accounts list --offset 1 --size 1`);
      const tokens = await json(['tokens', 'list', accountId]);
      expect(tokens.body).toEqual({
        tokens: [expect.objectContaining({ id: tokenId, name: 'scheduler', revoked_at: null })],
        total: 1,
      });
    });
  });
}
