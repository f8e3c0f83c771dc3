import { Registry } from 'prom-client';
import { openClinic } from '../../application/clinic.fixture.js';
import { type Conferencing, makeConferencing } from '../../conferencing.fixture.js';
import { BusinessMetrics } from './business-metrics.js';

describe('the figures of the business', () => {
  let house: Conferencing;
  beforeAll(async () => (house = await makeConferencing()));
  afterAll(() => house.close());

  /** The series of a process that starts now, by name and label. */
  async function scrape(database = house.database): Promise<Record<string, number>> {
    const registry = new Registry();
    new BusinessMetrics(database, registry);
    const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('conferencing_'));
    return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
  }

  it('count the pairs of the catalog by the state of their host, and connections by status', async () => {
    const clinic = await openClinic(house, ['ann', 'bob', 'cem']);
    const service = await clinic.addService('ann', 'bob', 'cem');
    await clinic.assign(service, 'ann', 'ann');
    await clinic.assign(service, 'bob', 'bob');
    await clinic.setUsers('ann');
    expect(await scrape()).toMatchObject({
      'conferencing_pairs{host_state="ready"}': 1,
      'conferencing_pairs{host_state="host_removed"}': 1,
      'conferencing_pairs{host_state="unassigned"}': 1,
      'conferencing_connections{status="active"}': 1,
      [`conferencing_full_sync_age_seconds{connected_account_id="${clinic.connectedAccountId}"}`]: expect.any(Number),
    });
  });

  it('name the connections whose last full sync is longest ago, and no more than twenty', async () => {
    await house.database.execute(
      `INSERT INTO connected_accounts (id, account_id, provider, connection_scope, email, external_subject, status,
         created_at, updated_at)
       SELECT 'conn_old' || n, $1, 'zoom_admin', 'account', 'x@example.com', 'x', 'active',
         now() - n * interval '1 hour', now() FROM generate_series(1, 25) n`,
      [house.accountId],
    );
    const ages = Object.entries(await scrape()).filter(([name]) => name.startsWith('conferencing_full_sync_age'));
    expect(ages).toHaveLength(20);
    const oldest = Object.fromEntries(ages)['conferencing_full_sync_age_seconds{connected_account_id="conn_old25"}'];
    expect(Math.round(oldest! / 3600)).toBe(25);
  });

  it('are none while the database does not answer, and the other metrics are there', async () => {
    const away = { query: () => Promise.reject(new Error('away')) } as unknown as typeof house.database;
    expect(await scrape(away)).toEqual({});
  });
});
