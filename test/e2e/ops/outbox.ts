import { eventually } from '@conferencing/testing';
import type { WorldWithBroker } from '../own-broker.js';
import { assign, pairsOf, staffOf } from '../read-models/staff.js';
import { Cli } from './cli.js';

export function outbox(world: WorldWithBroker): void {
  describe('outbox status', () => {
    it('shows who publishes, what waits and since when', async () => {
      const cli = Cli.of(world);
      const staff = await staffOf(await world.tenant());
      const [pair] = await pairsOf(staff.tenant, 1, 1);
      const idle = await eventually(async () => {
        const { code, body } = await cli.json('outbox', 'status');
        return code === 0 && body.pending === 0 && body;
      });
      expect(idle).toMatchObject({ oldestSeconds: null, blockedKeys: [] });
      expect(idle.partitions.length).toBeGreaterThan(0);
      for (const partition of idle.partitions) {
        expect(partition).toMatchObject({ pending: 0, oldestSeconds: null, owner: expect.any(String) });
      }

      world.broker.signal('SIGSTOP');
      try {
        await assign(staff, pair!, staff.anna);
        const { body } = await cli.json('outbox', 'status');
        expect(body.pending).toBe(1);
        expect(body.oldestSeconds).toBeGreaterThan(0);
        const spoken = await cli.run('outbox', 'status');
        expect([spoken.code, spoken.stdout]).toEqual([0, expect.stringContaining('1 events wait')]);
      } finally {
        world.broker.signal('SIGCONT');
      }
      const { status } = await world.queries(staff.tenant).get(`${pair!.conferencing}?min_version=1&wait_ms=5000`);
      expect([200, 409]).toContain(status);
      await eventually(async () => (await cli.json('outbox', 'status')).body.oldestSeconds === null, {
        timeoutMs: 30_000,
        intervalMs: 500,
      });
    });
  });

  describe('any command', () => {
    it('says what is wrong and fails when a setting is, or the command', async () => {
      const cli = Cli.of(world);
      const commands = [
        ['outbox', 'status'],
        ['rebuild'],
        ['tokens', 'revoke', 'acct_ffffffffffff', 'tok_ffffffffffff'],
      ];
      const wrong = { CONFERENCING_DATABASE_URL: 'nonsense', READ_MODELS_DATABASE_URL: 'mysql://x' };
      for (const { code, body } of await Promise.all(commands.map((command) => cli.with(wrong).json(...command)))) {
        expect([code, body]).toEqual([1, { error: expect.stringContaining('CONFERENCING_DATABASE_URL') }]);
        expect(body.error).toContain('READ_MODELS_DATABASE_URL');
      }
      const unknown = await Promise.all([cli.run('nonsense'), cli.run('reconcile', '--nonsense')]);
      expect(unknown.map(({ code }) => code)).toEqual([1, 1]);
      const help = await cli.run('--help');
      expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('reconcile')]);
    });

    it('fails when a database is down', async () => {
      const cli = Cli.of(world);
      const nobody = 'postgres://postgres:postgres@127.0.0.1:1/nobody';
      const noDatabase = await cli.with({ CONFERENCING_DATABASE_URL: nobody }).json('outbox', 'status');
      expect([noDatabase.code, noDatabase.body]).toEqual([1, { error: expect.any(String) }]);
    });
  });
}
