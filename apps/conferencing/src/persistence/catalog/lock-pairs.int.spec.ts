import { newId } from '@conferencing/kernel';
import { addPairs, makePairs, type Pairs } from '../pairs/pairs.fixture.js';
import { PgCatalog } from './catalog.repository.js';
import { LOCK_PAIRS } from './lock-pairs.sql.js';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

describe('locking pairs', () => {
  let pairs: Pairs;

  beforeAll(async () => {
    pairs = await makePairs();
  });

  afterAll(() => pairs.close());

  it('finds the pairs of services, the pairs of providers and the named pairs, once each, and no others', async () => {
    const [first, second, third] = [await addPairs(pairs, 2), await addPairs(pairs, 2), await addPairs(pairs, 2)];
    const scope = {
      services: [first.serviceId],
      providers: [first.keys[0]!.providerId, second.keys[0]!.providerId],
      pairs: [second.keys[0]!, third.keys[1]!, { serviceId: newId('service'), providerId: newId('provider') }],
    };
    const lock = (accountId: string) =>
      pairs.unitOfWork.forAccount(pairs.accountId, (transaction) =>
        new PgCatalog().lockPairs(transaction, accountId, scope),
      );
    const found = await lock(pairs.accountId);
    const keys = [...first.keys, second.keys[0]!, third.keys[1]!];
    const named = ({ serviceId, providerId }: { serviceId: string; providerId: string }) =>
      `${serviceId}/${providerId}`;
    expect(found.map(named)).toEqual(keys.map(named).toSorted());
    expect(await lock(newId('account'))).toEqual([]);
  });

  it('reads none of the others', async () => {
    await addPairs(pairs, 20_000);
    const { keys } = await addPairs(pairs, 1);
    await pairs.database.execute('ANALYZE service_providers');
    const { serviceId, providerId } = keys[0]!;
    const rows = await pairs.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${LOCK_PAIRS}`, [
      pairs.accountId,
      [],
      [providerId],
      [serviceId],
      [providerId],
    ]);
    const scans = nodes(rows[0]!['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] !== undefined);
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  });
});
