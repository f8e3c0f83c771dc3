import { type Build, eventually } from '@conferencing/testing';
import { buildOfRelease } from '../releases/released-build.js';
import { RELEASES } from '../releases/kept-releases.js';
import { Rollout } from './upgrade/rollout.js';

/** A machine that is three times slower needs it, and the first build of a release. */
jest.setTimeout(15 * 60_000);

describe.each(RELEASES)('the processes of release %s beside the new ones, under load', (release) => {
  let build: Build;
  const rollout = new Rollout(() => build);

  beforeAll(async () => {
    build = await buildOfRelease(release);
    await rollout.start();
  });
  afterAll(() => rollout.stop());

  it('go on while the new version migrates, and on what it has migrated', async () => {
    const { load } = rollout;
    await load.more(50);
    await Promise.all([rollout.migrate('new'), load.more(50)]);
    await rollout.everyUseCase('old');
    await load.more(50);
  });

  it('share the work with the new ones, and leave it to them', async () => {
    const { load } = rollout;
    await rollout.startBeside('new');
    await rollout.everyUseCase('old');
    await rollout.everyUseCase('new');
    await load.more(100);
    expect(await rollout.retireAll('old')).toEqual([0, 0, 0, 0]);
    await rollout.everyUseCase('new');
    await load.more(50);
  });

  it('take it back when the new version is rolled back', async () => {
    const { load } = rollout;
    // docker compose runs the old jobs again, with the old image.
    await Promise.all([rollout.migrate('old'), load.more(50)]);
    await rollout.startBeside('old');
    await load.more(100);
    expect(await rollout.retireAll('new')).toEqual([0, 0, 0, 0]);
    await rollout.everyUseCase('old');
    await load.more(50);
  });

  it('leave it to the new ones once more, and nothing was lost, repeated or wrong', async () => {
    const { load, topic, stream, pairs } = rollout;
    await Promise.all([rollout.migrate('new'), load.more(50)]);
    await rollout.startBeside('new');
    expect(await rollout.retireAll('old')).toEqual([0, 0, 0, 0]);
    await rollout.everyUseCase('new');
    await load.more(50);
    await load.stop();
    expect(load.wrong).toEqual([]);
    expect(load.acknowledged.size).toBe(pairs.length);
    for (const [key, version] of load.acknowledged) {
      await eventually(() => topic.arrivals.lastOf(key) === version && stream.arrivals.lastOf(key) === version, {
        timeoutMs: 30_000,
        what: `version ${version} of ${key} to reach the subscribers`,
      });
    }
    expect(topic.arrivals.breaks()).toEqual([]);
    expect(stream.arrivals.breaks()).toEqual([]);
    expect(stream.refused).toEqual([]);
    expect(pairs.filter(({ key }) => topic.arrivals.byPair.get(key)?.[0] !== 1)).toEqual([]);
    expect(stream.connections).toBeGreaterThan(1);
    process.stdout.write(`${load.done} writes, visible within ${Math.round(load.slowestMs)} ms at the most\n`);
  });
});
