import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@conferencing/kernel';
import { TOPICS } from '@conferencing/contracts';
import { eventually } from '@conferencing/testing';
import { Caller } from '../e2e/api/caller.js';
import { catalogRecord } from '../e2e/api/catalog-record.js';
import { expectDelivered, expectHistoriesWhole } from './delivery.js';
import { Stage } from './stage.js';
import { Watching } from './watching.js';
import { Writing } from './writing.js';

/** Longer than every session, lease, request and retry of ours and of the client. */
const FROZEN_MS = 200_000;
/** Between two writes of one writer: the test is about time, not about load. */
const PAUSE_MS = 50;
/** After it goes on, the broker has to report itself to its controller, and every group to gather again. */
const RECOVERY_MS = 120_000;
/** MiB that a process may take beyond what it had: the backlog waits in the database, not in memory. */
const MOST_GROWTH = 200;

jest.setTimeout(15 * 60_000);

describe('a broker that is frozen for minutes while changes are written', () => {
  const stage = new Stage();
  let watched: Watching[] = [];

  beforeAll(() => stage.start());
  afterAll(async () => {
    await Promise.all(watched.map((each) => each.stop()));
    await stage.stop();
  });

  it('takes nothing down, is named by readiness and metrics, and gets every change in order when it goes on', async () => {
    const { conferencing, readModels } = stage.system;
    const second = await stage.startProcess('read-models', stage.system.readModelsSettings);
    watched = [conferencing, readModels, second].map((app) => new Watching(app));
    const [owner, ...readers] = watched as [Watching, Watching, Watching];
    const consumersAre = async (value: number) => {
      const all = await Promise.all(watched.map((each) => each.series('messaging_consumer_ready')));
      return all.every((series) => series.size > 0 && [...series.values()].every((ready) => ready === value));
    };
    const writing = new Writing(stage, undefined, PAUSE_MS);
    await writing.more(100);
    await eventually(() => consumersAre(1), { timeoutMs: 30_000, what: 'every consumer to be ready' });
    const before = watched.map(({ mostMib }) => mostMib);

    stage.broker.signal('SIGSTOP');
    let waiting: Map<string, number>;
    let late: Awaited<ReturnType<Stage['tenant']>>;
    try {
      const frozen = pause(FROZEN_MS);
      await eventually(() => consumersAre(0), { timeoutMs: 60_000, what: 'no consumer to be ready' });
      await eventually(() => watched.every(({ last }) => last?.checks.kafka === 'degraded'), {
        timeoutMs: 60_000,
        what: 'readiness to name Kafka',
      });
      late = await stage.tenant();
      const noticed = watched.map(({ looks }) => looks.length - 1);
      await frozen;
      for (const [index, { looks }] of watched.entries()) {
        const whileFrozen = looks.slice(noticed[index]);
        expect(new Set(whileFrozen.map(({ status, checks }) => `${status} ${checks.kafka}`))).toEqual(
          new Set(['200 degraded']),
        );
      }
      expect(await consumersAre(0)).toBe(true);
      for (const { last } of readers) expect(last?.staleSeconds).toBeGreaterThan(FROZEN_MS / 1_000 / 2);
      waiting = await owner.series('outbox_oldest_age_seconds');
    } finally {
      stage.broker.signal('SIGCONT');
    }
    expect([...waiting.values()][0]).toBeGreaterThan(FROZEN_MS / 1_000 / 2);

    await eventually(() => consumersAre(1), { timeoutMs: RECOVERY_MS, what: 'every consumer to be ready again' });
    await eventually(
      () => watched.every(({ last }) => Object.values(last?.checks ?? {}).every((state) => state === 'up')),
      { timeoutMs: RECOVERY_MS, what: 'readiness to name nothing' },
    );
    await writing.more(100);
    await writing.stop();
    expect([writing.refused, writing.unanswered]).toEqual([[], []]);
    await expectDelivered(stage, { withinMs: RECOVERY_MS });
    await expectHistoriesWhole(stage, second);

    // The two other topics: a token of that time is known to the readers, and the catalog is read.
    const known = ({ app }: Watching) => new Caller(app.url, late.api.headers).get('/v1/conferencing');
    await eventually(async () => (await Promise.all(readers.map(known))).every(({ status }) => status === 200), {
      timeoutMs: RECOVERY_MS,
      what: 'the readers to know the new token',
    });
    const id = newId('service');
    const producer = stage.kafka().producer();
    await producer.connect();
    await producer.send(TOPICS.catalogUpdated, [
      catalogRecord(late.accountId, 'service.upserted', 1, { id, name: 'Late' }),
    ]);
    await producer.close();
    await eventually(async () => (await late.api.get(`/v1/services/${id}`)).status === 200, {
      timeoutMs: RECOVERY_MS,
      what: 'the catalog to be read',
    });

    const drained = async () => {
      const names = [
        'outbox_pending',
        'outbox_oldest_age_seconds',
        'outbox_blocked_keys',
        'credential_changes_waiting',
      ];
      const values = await Promise.all(names.map(async (name) => [...(await owner.series(name)).values()]));
      return values.flat().every((value) => value === 0);
    };
    // A credential whose send had no answer counts for a minute more: it is sent once again then.
    await eventually(drained, { timeoutMs: RECOVERY_MS, what: 'nothing to wait to be published' });
    for (const reader of readers) {
      for (const name of ['messaging_lag_records', 'messaging_parked_records', 'messaging_partition_paused']) {
        expect([name, [...(await reader.series(name)).values()].filter((value) => value !== 0)]).toEqual([name, []]);
      }
    }
    expect(watched.map(({ app }) => app.process.running)).toEqual([true, true, true]);
    const grown = watched.map(({ mostMib }, index) => Math.round(mostMib - before[index]!));
    process.stdout.write(
      `${writing.done} writes; the memory of the processes grew by ${grown.join(', ')} MiB at the most\n`,
    );
    expect(grown.filter((mib) => mib > MOST_GROWTH)).toEqual([]);
  });
});
