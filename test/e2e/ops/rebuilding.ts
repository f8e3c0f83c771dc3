import { Client } from 'pg';
import { PROJECTIONS } from '../../../apps/read-models/src/projections/projections.js';
import { REBUILDABLE } from '../../../apps/read-models/src/rebuild/rebuild.js';
import type { Pair } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { writeAtRandom } from '../read-models/random-writes.js';
import { assign, pairsOf, type Staff, staffOf, versionAtOwner } from '../read-models/staff.js';
import { Cli } from './cli.js';

export function rebuilding(world: WorldWithBroker): void {
  describe('rebuild', () => {
    let cli: Cli;
    let staff: Staff;
    let pairs: Pair[];
    let steady: Pair;

    beforeAll(async () => {
      cli = Cli.of(world);
      staff = await staffOf(await world.tenant());
      pairs = await pairsOf(staff.tenant, 2, 4);
      [steady] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
      await assign(staff, steady, staff.anna);
      await ask(`${steady.conferencing}?min_version=1&wait_ms=5000`);
    });

    const ask = (path: string) => world.queries(staff.tenant).get(path);

    const asTheOwnerSays = async () => {
      for (const pair of [steady, ...pairs]) {
        const [own, version] = await Promise.all([
          staff.tenant.api.get(pair.conferencing),
          versionAtOwner(staff.tenant, pair),
        ]);
        const wait = version > 0 ? `?min_version=${version}&wait_ms=5000` : '';
        const { status, body } = await ask(`${pair.conferencing}${wait}`);
        expect([pair.key, status, body?.data]).toEqual([pair.key, own.status, own.data]);
        const history = await ask(`${pair.conferencing}/history?page_size=200`);
        expect(history.data.map((entry: { version: number }) => entry.version)).toEqual(
          Array.from({ length: version }, (_, n) => version - n),
        );
      }
    };

    it('answers throughout while others write, and shows in the end what the owner says', async () => {
      const statuses = new Map<number, number>();
      const over = new AbortController();
      const asking = (async () => {
        while (!over.signal.aborted) {
          for (const path of [steady.conferencing, '/v1/hosts', `${steady.conferencing}/history`]) {
            const { status } = await ask(path);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
          }
        }
      })();
      const writing = writeAtRandom(staff, pairs, 150, 42);
      const { code, body } = await cli.json('rebuild');
      expect(code).toBe(0);
      expect(body.rebuilt.map(({ projection }: { projection: string }) => projection)).toEqual(
        PROJECTIONS.map(({ name }) => name),
      );
      expect(body.rebuilt[0].records).toBeGreaterThan(0);
      await writing;
      over.abort();
      await asking;
      expect([...statuses.keys()]).toEqual([200]);
      await asTheOwnerSays();
    });

    it('repairs rows that were changed by hand', async () => {
      const database = new Client({ connectionString: world.system.databases.readModels.url });
      await database.connect();
      await database.query(`UPDATE projection.conferencing_current SET host_state = 'host_removed', body = '{}'`);
      await database.end();
      expect((await ask(steady.conferencing)).body).toEqual({});
      const { code, body } = await cli.json('rebuild', 'current');
      expect([code, body.rebuilt[0].differ > 0]).toEqual([0, true]);
      await asTheOwnerSays();
    });

    it.each(REBUILDABLE)('takes the name of each projection: %s', async (projection) => {
      const { code, stdout, stderr } = await cli.run('rebuild', projection);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/\d+ records in /)]);
      expect(stderr).toContain(`${projection}: swapping`);
      await asTheOwnerSays();
    });

    it('knows no other projection', async () => {
      const { code, body } = await cli.json('rebuild', 'nonsense');
      expect([code, body]).toEqual([1, { error: expect.stringContaining('current') }]);
    });
  });
}
