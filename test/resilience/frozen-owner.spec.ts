import { eventually } from '@conferencing/testing';
import { expectDelivered } from './delivery.js';
import { metricOf, Stage } from './stage.js';
import { type Refusal, Writing } from './writing.js';

/** Of the outbox. */
const PARTITIONS = 12;

describe('a conferencing process that is frozen for longer than its lease', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  it('does not have the last word in the topic when it wakes up', async () => {
    const frozen = stage.system.conferencing;
    const other = await stage.startProcess('conferencing', stage.system.conferencingSettings);
    await eventually(async () => (await metricOf(other, 'outbox_leases_owned')) === PARTITIONS / 2, {
      timeoutMs: 20_000,
      what: 'the processes to share the partitions',
    });
    const throughBoth = new Writing(stage, [frozen.url, other.url]);
    await throughBoth.more(100);
    frozen.process.signal('SIGSTOP');
    const throughOther = new Writing(stage, [other.url]);
    await eventually(async () => (await metricOf(other, 'outbox_leases_owned')) === PARTITIONS, {
      timeoutMs: 20_000,
      what: 'the other process to take over',
    });
    await throughOther.more(100);
    frozen.process.signal('SIGCONT');
    await throughOther.more(50);
    await Promise.all([throughOther.stop(), throughBoth.stop()]);
    // The work that it froze in may be too late after it wakes up.
    const isLate = ({ by, answer }: Refusal) => by === frozen.url && /^503 .*"unavailable"/.test(answer);
    expect([...throughOther.refused, ...throughBoth.refused].filter((refusal) => !isLate(refusal))).toEqual([]);
    await expectDelivered(stage, { withinMs: 10_000 });
  });
});
