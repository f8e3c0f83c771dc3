import { conferencingUpdatedHeaders, TOPICS } from '@conferencing/contracts';
import { KafkaShownTopic, OutboxRelay, OutboxSignal, ROWS_CHANNEL } from '@conferencing/outbox';
import { type AppProcess, createTestDatabase, eventually, runCommand, startApp } from '@conferencing/testing';
import { Registry } from 'prom-client';
import { decideAssignment } from '../../apps/conferencing/src/domain/assignment.js';
import { PgAssignments } from '../../apps/conferencing/src/persistence/pairs/assignments.repository.js';
import { TopicHeads } from '../../apps/conferencing/src/persistence/pairs/topic-heads.repository.js';
import { readShown } from '../../apps/conferencing/src/publishing/read-shown.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { seedAccount, type Seed } from './api/seed.js';
import { openFloor } from './propagation/floor.js';
import { benchKafka, quietLog } from './propagation/kafka.js';
import { paced, percentile } from './propagation/pace.js';
import { VisibleRows } from './propagation/visible-rows.js';

export const name = 'propagation at 50 writes/s';

const PAIRS = 100;
/** Ours and the lower limit take turns, so that other load on the machine affects both. */
const ROUNDS = 5;
const WRITES = 200;

function startRelay(seed: Seed, signal: OutboxSignal): OutboxRelay {
  const kafka = benchKafka();
  const relay = new OutboxRelay({
    connectionString: seed.pairs.url,
    topic: TOPICS.conferencingUpdated,
    shown: new KafkaShownTopic(kafka, TOPICS.conferencingUpdated, readShown, quietLog),
    createProducer: (options) => kafka.producer(options),
    headers: ({ id, version, aggregateid: key, occurredAt, traceparent }) =>
      conferencingUpdatedHeaders({ id, version, key, time: occurredAt.toISOString(), traceparent }),
    heads: new TopicHeads(seed.pairs.database),
    registry: new Registry(),
    log: quietLog,
    owner: `bench-${process.pid}`,
  });
  signal.bind(relay);
  relay.start();
  return relay;
}

/** Milliseconds from the start of each write until its row is visible in the read model's database. */
async function propagation(seed: Seed, signal: OutboxSignal, rows: VisibleRows, writes = WRITES): Promise<number[]> {
  const assignments = new PgAssignments(seed.pairs.database, signal);
  return paced(writes, async (index) => {
    const providerId = seed.providerIds[index % PAIRS]!;
    const key = { accountId: seed.pairs.accountId, serviceId: seed.serviceId, providerId };
    const { host } = await assignments.load(key);
    const wanted = { externalUserId: seed.hosts.find((id) => id !== host?.externalUserId)! };
    const { pair, connection } = await assignments.loadForAssignment(key, seed.connectedAccountId, wanted);
    const decision = decideAssignment(pair, wanted, connection, true);
    if (decision.kind !== 'assign') throw new Error('Every write of this benchmark changes something');
    const began = performance.now();
    const why = { actor: 'platform', traceparent: null, at: new Date() };
    const visible = rows.when(`${key.serviceId}/${providerId}`, decision.from + 1);
    if ((await assignments.assign(key, decision, why)) === null) throw new Error('Two writes of a pair met');
    return (await visible) - began;
  });
}

export async function run(): Promise<Figure[]> {
  const [own, other] = [await seedAccount(PAIRS), await seedAccount(PAIRS)];
  const database = await createTestDatabase('read_models');
  await runCommand('migrate-read-models', { DATABASE_URL: database.url });
  const apps: AppProcess[] = [await startApp('read-models', { DATABASE_URL: database.url })];
  const rows = await VisibleRows.open(database.url);
  const floor = await openFloor(own.pairs.database.pool, rows);
  const signal = new OutboxSignal(() => Promise.resolve());
  const relay = startRelay(own, signal);
  try {
    await eventually(() => relay.ownsEverything(), { timeoutMs: 30_000 });
    // Records of other benchmarks in the topic are read first.
    await propagation(own, signal, rows, 1);
    await paced(50, () => floor.once());
    await propagation(own, signal, rows);
    const [least, ours]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      least.push(...(await paced(WRITES, () => floor.once())));
      ours.push(...(await propagation(own, signal, rows)));
    }

    apps.push(await startApp('conferencing', { DATABASE_URL: other.pairs.url }));
    const notifying = new OutboxSignal(() => other.pairs.database.pool.query(`NOTIFY ${ROWS_CHANNEL}`));
    await propagation(other, notifying, rows, 1);
    await propagation(other, notifying, rows);
    const elsewhere: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) elsewhere.push(...(await propagation(other, notifying, rows)));
    notifying.close();
    return [
      {
        name: 'commit to row visible, p50 ms',
        value: percentile(ours, 50),
        limit: { name: 'floor, p50', value: percentile(least, 50) },
        target: { atMost: 1.4 },
      },
      {
        name: 'commit to row visible, p99 ms',
        value: percentile(ours, 99),
        limit: { name: 'floor, p99', value: percentile(least, 99) },
        target: { atMost: 2 },
      },
      {
        name: 'added when another process is the relay, p50 ms',
        value: Math.max(0, percentile(elsewhere, 50) - percentile(ours, 50)),
        target: { atMost: 10 },
      },
    ];
  } finally {
    await relay.stop();
    await floor.close();
    await rows.close();
    await Promise.all(apps.map((app) => app.stop()));
    await database.drop();
    await Promise.all([own.pairs.close(), other.pairs.close()]);
  }
}
