import { eventually } from '@conferencing/testing';
import { OutboxStage } from '../../test/outbox-stage.js';
import { checkTopic } from '../../test/topic-check.js';
import { OutboxControl } from '../outbox-control.js';

describe('a record that the broker refuses', () => {
  let stage: OutboxStage;
  let control: OutboxControl;
  beforeEach(async () => {
    stage = await OutboxStage.open({ topicConfig: { 'max.message.bytes': '20000' } });
    control = new OutboxControl(stage.pool);
  });
  afterEach(() => stage.close());

  it('is set aside with its key, visible to operators, while all other keys continue', async () => {
    const small = '{"body":"small"}';
    await stage.pairs.write('poisoned', small);
    await stage.pairs.write('poisoned', JSON.stringify({ body: 'x'.repeat(30_000) }));
    await stage.pairs.write('poisoned', small);
    for (let n = 0; n < 200; n += 1) await stage.pairs.write(`other-${n}`, small);
    stage.relay();
    await eventually(async () => (await stage.pairs.waiting()) === 2, { timeoutMs: 20_000, what: 'all but the key' });
    const [blocked] = await eventually(async () => {
      const { blockedKeys } = await control.status();
      return blockedKeys.length === 1 && blockedKeys;
    });
    expect(blocked).toMatchObject({ key: 'poisoned', waiting: 2 });
    expect((await checkTopic(stage.kafka, stage.topic)).last.get('poisoned')).toBe(1);

    await stage.pairs.write('poisoned', small);
    expect(await control.skipRefused('poisoned')).toBe(true);
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 10_000 });
    expect((await checkTopic(stage.kafka, stage.topic)).last).toEqual(await stage.truth());
    expect((await control.status()).blockedKeys).toEqual([]);
  });

  it('does not exist if only the batch as a whole is too large', async () => {
    for (let n = 0; n < 100; n += 1) await stage.pairs.write('hot', JSON.stringify({ n, body: 'x'.repeat(5_000) }));
    stage.relay();
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 20_000 });
    const check = await checkTopic(stage.kafka, stage.topic);
    expect(check).toMatchObject({ outOfOrder: [], last: new Map([['hot', 100]]) });
    expect((await control.status()).blockedKeys).toEqual([]);
  });
});
