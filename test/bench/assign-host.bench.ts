import { eventually, startApp } from '@conferencing/testing';
import type { Figure } from '../../libs/testing/src/figure.js';
import { answersPerSecond, assignments, CONNECTIONS } from './api/load.js';
import { assignAll, seedAccount, type Seed } from './api/seed.js';
import { type Server, startServer } from './api/server.js';
import { median } from './relay/median.js';

export const name = 'assigning and showing a host over HTTP, 32 connections';

const ROUNDS = 3;
const SECONDS = 5;
const WARM_UP_SECONDS = 2;
const PAIRS = 1_920;
const POOL = '16';
/** No server publishes meanwhile: the benchmark compares the answers only. */
const NO_KAFKA = '127.0.0.1:1';

interface Contender {
  seed: Seed;
  server: Server;
  path: (providerId: string) => string;
  headers: Record<string, string>;
}

function own({ seed, path }: Contender, connection: number): string[] {
  return seed.providerIds.filter((_, index) => index % CONNECTIONS === connection).map(path);
}

function put(contender: Contender, seconds = SECONDS): Promise<number> {
  const { seed, server, headers } = contender;
  const bodies = [seed.hosts[1], seed.hosts[0]].map((external_user_id) =>
    JSON.stringify({ connected_account_id: seed.connectedAccountId, external_user_id }),
  ) as [string, string];
  return answersPerSecond(
    server.url,
    seconds,
    assignments((connection) => own(contender, connection), bodies),
    headers,
  );
}

function get(contender: Contender, seconds = SECONDS): Promise<number> {
  const requests = (connection: number) => own(contender, connection).map((path) => ({ method: 'GET' as const, path }));
  return answersPerSecond(contender.server.url, seconds, requests, contender.headers);
}

async function startOurs(): Promise<Contender> {
  const seed = await seedAccount(PAIRS);
  const settings = { DATABASE_URL: seed.pairs.url, DATABASE_POOL_SIZE: POOL, KAFKA_BROKERS: NO_KAFKA };
  const app = await startApp('conferencing', settings, { waitUntilReady: false });
  await eventually(async () => (await fetch(`${app.url}/health/live`)).ok, { timeoutMs: 30_000 });
  return {
    seed,
    server: { url: app.url, stop: async () => void (await app.stop()) },
    path: (providerId) => `/v1/services/${seed.serviceId}/providers/${providerId}/conferencing`,
    headers: { authorization: `Bearer ${seed.token}` },
  };
}

async function startOther(server: string): Promise<Contender> {
  const seed = await seedAccount(PAIRS);
  const env = { DATABASE_URL: seed.pairs.url, DATABASE_POOL_SIZE: POOL };
  return {
    seed,
    server: await startServer(server, env),
    path: (providerId) => `/${seed.pairs.accountId}/${seed.serviceId}/${providerId}`,
    headers: {},
  };
}

/** Each contender runs once in each round, so that other load on the machine affects all of them. */
async function rounds(contenders: Contender[], measure: typeof put): Promise<number[]> {
  const rates = contenders.map((): number[] => []);
  for (const contender of contenders) await measure(contender, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, contender] of contenders.entries()) rates[index]!.push(await measure(contender));
  }
  return rates.map(median);
}

export async function run(): Promise<Figure[]> {
  const [ours, bare, plain] = [await startOurs(), await startOther('bare-server'), await startOther('typeorm-server')];
  try {
    const [putOurs, putBare, putPlain] = (await rounds([ours, bare, plain], put)) as [number, number, number];
    for (const { seed } of [ours, bare]) await assignAll(seed);
    const [getOurs, getBare] = (await rounds([ours, bare], get)) as [number, number];
    const named = (limit: string, value: number) => ({ name: limit, value });
    const bareName = 'bare Fastify + pg';
    return [
      {
        name: 'PUT that changes something, /s',
        value: putOurs,
        limit: named(bareName, putBare),
        target: { atLeast: 0.85 },
      },
      {
        name: 'PUT that changes something, /s',
        value: putOurs,
        limit: named('NestJS + TypeORM, same job', putPlain),
        target: { atLeast: 3.5 },
      },
      { name: 'GET, /s', value: getOurs, limit: named(`${bareName}, jsonb`, getBare), target: { atLeast: 1 } },
    ];
  } finally {
    for (const { server, seed } of [ours, bare, plain]) {
      await server.stop();
      await seed.pairs.close();
    }
  }
}
