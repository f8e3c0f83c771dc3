import type { Figure } from '../../libs/testing/src/figure.js';
import { OutboxStage } from '../../libs/outbox/test/outbox-stage.js';
import { checkTopic } from '../../libs/outbox/test/topic-check.js';
import { median } from './relay/median.js';
import { startPacedWriters } from './relay/paced-writers.js';
import { recordsInMemory, sendFromMemory, sendPlainly } from './relay/raw-producer.js';
import { relayRate } from './relay/relay-run.js';
import { selectSendDelete } from './relay/select-send-delete.js';

export const name = 'relay';

const ROUNDS = 3;
const BACKLOG_ROUNDS = 5;
const ROWS = 60_000;
const KEYS = 1_000;
const WRITES_PER_SECOND = 200;
const SMALL_BACKLOG = 10_000;
/** Timed records of each backlog; the small one has more at the start, because at its end nothing is left to fetch. */
const TIMED = 30_000;
const LARGE_BACKLOG = 1_000_000;
/** The rest of each body after its number: one kilobyte each, all different. */
const REST = `,"body":"${'x'.repeat(1_000)}"}`;
const PAYLOAD = `{"n":0${REST}`;

/** Checks the topic record by record. @throws Error if it is not exactly right */
async function mustBeRight(stage: OutboxStage, expected: number | null): Promise<void> {
  const check = await checkTopic(stage.kafka, stage.topic);
  const fault =
    check.outOfOrder[0] ?? (expected !== null && check.records - check.repeated !== expected && 'incomplete');
  if (fault) throw new Error(`The topic is wrong after ${check.records} records: ${fault}`);
}

async function drain(stage: OutboxStage): Promise<void> {
  const left = await stage.pairs.waiting();
  if (left > 0) await relayRate(stage, left);
}

async function rawRate(): Promise<number> {
  const stage = await OutboxStage.open();
  try {
    return await sendFromMemory(() => stage.kafka.producer(), stage.topic, recordsInMemory(ROWS, KEYS, REST));
  } finally {
    await stage.close();
  }
}

async function plainRate(): Promise<number> {
  const stage = await OutboxStage.open();
  try {
    const { brokers, topic } = stage;
    return await sendPlainly({ brokers, topic, rows: ROWS, keys: KEYS, rest: REST });
  } finally {
    await stage.close();
  }
}

async function loopRate(): Promise<number> {
  const stage = await OutboxStage.open();
  try {
    await stage.pairs.fill(ROWS, KEYS, REST);
    const begin = performance.now();
    await selectSendDelete(stage.pool, stage.kafka, stage.topic);
    return (ROWS / (performance.now() - begin)) * 1000;
  } finally {
    await stage.close();
  }
}

async function relayWithWriters(): Promise<number> {
  const stage = await OutboxStage.open();
  try {
    await stage.pairs.fill(ROWS, KEYS, REST);
    const writers = startPacedWriters(stage.pairs, WRITES_PER_SECOND, PAYLOAD);
    const rate = await relayRate(stage, ROWS);
    const written = await writers.stop();
    await drain(stage);
    await mustBeRight(stage, ROWS + written);
    return rate;
  } finally {
    await stage.close();
  }
}

async function smallBacklogRate(): Promise<number> {
  const stage = await OutboxStage.open();
  try {
    await stage.pairs.fill(SMALL_BACKLOG + TIMED, KEYS, REST);
    const rate = await relayRate(stage, TIMED);
    await drain(stage);
    await mustBeRight(stage, SMALL_BACKLOG + TIMED);
    return rate;
  } finally {
    await stage.close();
  }
}

async function writeRate(stage: OutboxStage): Promise<number> {
  const begin = performance.now();
  let left = 4_000;
  const write = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await stage.pairs.write(`w${left % 500}`, PAYLOAD);
    }
  };
  await Promise.all(Array.from({ length: 16 }, write));
  return 4_000_000 / (performance.now() - begin);
}

async function throughput(): Promise<Figure[]> {
  const rates = { plain: [] as number[], raw: [] as number[], relay: [] as number[], loop: [] as number[] };
  await rawRate();
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.plain.push(await plainRate());
    rates.raw.push(await rawRate());
    rates.relay.push(await relayWithWriters());
    rates.loop.push(await loopRate());
  }
  const value = median(rates.relay);
  const plain = { name: "kafkajs's producer from memory, records/s", value: median(rates.plain) };
  const raw = { name: 'with our encoding of records', value: median(rates.raw) };
  const loop = { name: 'select-send-delete, records/s', value: median(rates.loop) };
  return [
    { name: 'relay beside 200 writes/s, records/s', value, limit: plain, target: { atLeast: 0.8 } },
    { name: 'relay beside 200 writes/s, records/s', value, limit: raw },
    { name: 'relay beside 200 writes/s, records/s', value, limit: loop, target: { atLeast: 1.4 } },
  ];
}

async function backlog(): Promise<Figure[]> {
  const empty = await OutboxStage.open();
  const full = await OutboxStage.open();
  try {
    await full.pairs.fill(LARGE_BACKLOG, KEYS, REST);
    const rates = { small: [] as number[], large: [] as number[], empty: [] as number[], full: [] as number[] };
    for (let round = 0; round < BACKLOG_ROUNDS; round += 1) {
      rates.empty.push(await writeRate(empty));
      rates.full.push(await writeRate(full));
      rates.small.push(await smallBacklogRate());
      rates.large.push(await relayRate(full, TIMED));
    }
    await mustBeRight(full, null);
    return [
      {
        name: 'relay with 1,000,000 rows waiting, records/s',
        value: median(rates.large),
        limit: { name: 'with 10,000 to 40,000 waiting, records/s', value: median(rates.small) },
        target: { atLeast: 0.9 },
      },
      {
        name: 'writes with 1,000,000 rows waiting, per second',
        value: median(rates.full),
        limit: { name: 'with none waiting, per second', value: median(rates.empty) },
        target: { atLeast: 0.9 },
      },
    ];
  } finally {
    await empty.close();
    await full.close();
  }
}

export async function run(): Promise<Figure[]> {
  return [...(await throughput()), ...(await backlog())];
}
