import { readTopic } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { OutboxStage } from '../../test/outbox-stage.js';
import { VERSION_HEADER } from '../../test/relay-headers.js';

/** The send of a process that wakes up on a busy machine must not time out first. */
const QUICK = { leaseMs: 3_000, sendTimeoutMs: 1_500, pollMs: 200, settleMs: 500, leaseMarginMs: 200 };

/** A limit for work that takes a second or two on an idle machine. */
const LIMIT_MS = 20_000;

describe('a relay that is frozen past its lease', () => {
  let stage: OutboxStage;
  beforeEach(async () => (stage = await OutboxStage.open()));
  afterEach(() => stage.close());

  async function versionsOf(key: string): Promise<number[]> {
    const versions: number[] = [];
    await readTopic(stage.kafka, stage.topic, {
      onRecords: (records) => {
        for (const record of records) {
          if (String(record.key) === key) versions.push(Number(record.headers[VERSION_HEADER]));
        }
      },
    });
    return versions;
  }

  it('sends its old record last when it wakes up, and has the newest one published again within seconds', async () => {
    const frozen = stage.relayProcess(QUICK);
    await eventually(async () => (await stage.shares()).join() === '12', { timeoutMs: LIMIT_MS });
    await stage.pairs.write('pair', '{"first":true}');
    await eventually(async () => (await frozen.metric('outbox_published_total')) === 1, { timeoutMs: LIMIT_MS });
    await frozen.freezeBeforeSend();
    await stage.pairs.write('pair', '{"second":true}');
    await eventually(() => frozen.frozen(), { timeoutMs: LIMIT_MS });

    stage.relay(QUICK);
    await eventually(async () => (await stage.shares()).join() === '12', { timeoutMs: LIMIT_MS });
    await stage.pairs.write('pair', '{"third":true}');
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: LIMIT_MS });
    const taken = async () => (await versionsOf('pair')).includes(3);
    await eventually(taken, { timeoutMs: LIMIT_MS });

    frozen.signal('SIGCONT');
    await eventually(async () => (await frozen.metric('outbox_stale_repairs_total')) >= 1, { timeoutMs: LIMIT_MS });
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: LIMIT_MS });
    const versions = await versionsOf('pair');
    expect(versions.lastIndexOf(2)).toBeGreaterThan(versions.indexOf(3));
    expect(versions.at(-1)).toBe(3);
  });
});
