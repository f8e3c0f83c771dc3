import { migrate } from '@conferencing/database';
import { KafkajsKafka, readKafkaSettings } from '@conferencing/messaging';
import { createTestDatabase, type TestDatabase, testBrokers, uniqueTopic } from '@conferencing/testing';
import { Pool } from 'pg';
import { CONFERENCING_SCHEMA } from '../../../../apps/conferencing/src/operate/schema.js';
import { READ_MODELS_SCHEMA } from '../../../../apps/read-models/src/operate/schema.js';
import { opsProgram } from '../main.js';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

describe('ops partitions', () => {
  const topic = uniqueTopic('ops-partitions');
  const kafka = new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: testBrokers().join(',') }), quiet);
  let databases: TestDatabase[];
  let pool: Pool;
  beforeAll(async () => {
    const [conferencing, readModels] = await Promise.all([
      createTestDatabase('ops_conferencing'),
      createTestDatabase('ops_read_models'),
    ]);
    databases = [conferencing, readModels];
    await migrate(conferencing.url, CONFERENCING_SCHEMA);
    await migrate(readModels.url, READ_MODELS_SCHEMA);
    pool = new Pool({ connectionString: readModels.url });
    await pool.query(
      `INSERT INTO consumer_offsets (consumer, topic, partition, next_offset, owner, problem, problem_since)
       VALUES ('reader', $1, 0, 1, 'host/1', 'its batch fails: ' || chr(27) || '[2J', now())`,
      [topic],
    );
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics([{ name: topic, partitions: 1, replicationFactor: 1, config: {} }]);
    await admin.close();
    const producer = kafka.producer();
    await producer.send(
      topic,
      ['0', '1', '2', '3'].map((value) => ({ key: value, value })),
    );
    await producer.close();
  });
  afterEach(() => {
    process.exitCode = undefined;
  });
  afterAll(async () => {
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics([topic]);
    await admin.close();
    await pool.end();
    await Promise.all(databases.map((database) => database.drop()));
  });

  async function ops(...args: string[]): Promise<{ text: string; code: unknown }> {
    const written: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0),
    );
    process.exitCode = undefined;
    try {
      const env = {
        CONFERENCING_DATABASE_URL: databases[0]?.url,
        READ_MODELS_DATABASE_URL: databases[1]?.url,
        KAFKA_BROKERS: testBrokers().join(','),
      };
      await opsProgram(env).parseAsync(['partitions', ...args], { from: 'user' });
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return { text: written.join(''), code: process.exitCode ?? 0 };
  }
  const row = async () =>
    (await pool.query('SELECT next_offset::int, epoch::int, owner, problem FROM consumer_offsets')).rows[0];

  it('show what stops them, and never control the terminal', async () => {
    const { text, code } = await ops('list', '--topic', topic);
    expect(text).toMatch(new RegExp(`reader +${topic}/0 +1 +3 +its batch fails: \\\\x1b\\[2J`));
    expect(code).toBe(0);
  });

  it('skip records only after a confirmation of what is given up', async () => {
    const asked = await ops('skip', topic, '0', '--to', '3');
    expect(asked).toMatchObject({ code: 1, text: expect.stringContaining(`offsets 1 to 2 of ${topic}/0 (2)`) });
    expect(await row()).toMatchObject({ next_offset: 1, owner: 'host/1' });
    for (const to of ['1', '5', 'soon']) expect((await ops('skip', topic, '0', '--to', to, '--yes')).code).toBe(1);

    expect((await ops('resume', topic, '0')).code).toBe(0);
    expect(await row()).toEqual({ next_offset: 1, epoch: 2, owner: null, problem: null });
    expect((await ops('skip', topic, '0', '--to', 'end', '--yes')).text).toContain('gives up offsets 1 to 3');
    expect(await row()).toMatchObject({ next_offset: 4, epoch: 3 });
  });

  it('without a consumer are an error', async () => {
    expect(await ops('resume', topic, '7')).toEqual({ code: 1, text: `Nobody consumes partition 7 of ${topic}.\n` });
  });
});
