import { eventually, startPrivateKafka } from '@conferencing/testing';
import type { PrivateKafka } from '@conferencing/testing';
import { TOPICS } from '@conferencing/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsumerProcess } from '../test/consumer-process.js';
import { Harness } from '../test/harness.js';

interface Fixture {
  key: string;
  headers: Record<string, string>;
  value: { version: number; data: { external_user: { email: string } } };
}

const fixtures = join(__dirname, '../../contracts/fixtures/v1.0.0/conferencing.updated');
const assigned = JSON.parse(readFileSync(join(fixtures, 'assigned.json'), 'utf8')) as Fixture;

describe('the sample of a new subscriber', () => {
  let broker: PrivateKafka;
  let harness: Harness;
  beforeAll(async () => {
    broker = await startPrivateKafka();
    harness = await Harness.start(broker.brokers);
    await harness.pool.query('CREATE TABLE host_board (pair text PRIMARY KEY, host text, version bigint)');
    await harness.createTopic(TOPICS.conferencingUpdated);
  });
  afterAll(async () => {
    await harness.stop();
    await broker.stop();
  });

  it('is in the documentation word for word', () => {
    const sample = readFileSync(join(__dirname, 'host-board.main.ts'), 'utf8');
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(sample);
  });

  it('keeps a table of hosts, parks malformed records, and stops in order on SIGTERM', async () => {
    const record = { key: assigned.key, headers: assigned.headers, value: JSON.stringify(assigned.value) };
    await harness.send(TOPICS.conferencingUpdated, [record, { key: 'srv/prov', value: '{"not": "an event"' }, record]);
    const settings = {
      databaseUrl: harness.database.url,
      brokers: broker.brokers,
      topic: TOPICS.conferencingUpdated,
      sessionTimeoutMs: 10_000,
    };
    const service = new ConsumerProcess(settings, join(__dirname, 'host-board.main.ts'));
    try {
      const board = await eventually(
        async () => {
          const rows = await harness.rows('SELECT pair, host, version::int FROM host_board');
          return rows.length > 0 && rows;
        },
        { timeoutMs: 60_000 },
      );
      const { version, data } = assigned.value;
      expect(board).toEqual([{ pair: assigned.key, host: data.external_user.email, version }]);
      const parked = await harness.rows<{ offset: string }>('SELECT "offset", reasons FROM parked_records');
      expect(parked.map(({ offset }) => Number(offset))).toEqual([1]);
    } finally {
      await service.end('SIGTERM');
    }
    expect(await harness.rows('SELECT owner FROM consumer_offsets')).toEqual([{ owner: null }]);
  });
});
