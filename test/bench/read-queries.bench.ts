import { Database, openPool } from '@conferencing/database';
import { startApp } from '@conferencing/testing';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { id } from '../../apps/read-models/src/projections/events.fixture.js';
import { migratedDatabase } from '../../apps/read-models/src/read-models.fixture.js';
import type { Figure } from '../../libs/testing/src/figure.js';
import { freePort } from '@conferencing/servers';
import { answersPerSecond, CONNECTIONS } from './api/load.js';
import { startServer } from './api/server.js';
import { ACCOUNT, projectPairs, shapeOf } from './read-models/project.js';
import { median } from './relay/median.js';

export const name = 'asking the read models for a pair, 32 at a time';

const PAIRS = 10_000;
const ROUNDS = 3;
const SECONDS = 4;
const WARM_UP_SECONDS = 2;
const POOL = '10';
const NO_KAFKA = '127.0.0.1:1';

const pairs = Array.from({ length: PAIRS }, (_, n) => {
  const { service = 1, provider = 1 } = shapeOf(n);
  return { account_id: ACCOUNT, service_id: id('srv', service), provider_id: id('prov', provider) };
});

async function repliesPerSecond(port: number, seconds: number): Promise<number> {
  const client = ClientProxyFactory.create({ transport: Transport.TCP, options: { host: '127.0.0.1', port } });
  await client.connect();
  const began = performance.now();
  let replies = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let n = connection; performance.now() - began < seconds * 1_000; n += CONNECTIONS) {
        await firstValueFrom(client.send('conferencing.get', pairs[n % PAIRS]));
        replies += 1;
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1_000;
  client.close();
  return replies / elapsed;
}

export async function run(): Promise<Figure[]> {
  const test = await migratedDatabase();
  const database = new Database(openPool({ url: test.url, size: 2, applicationName: 'bench' }, () => undefined));
  await projectPairs(database, PAIRS);
  await database.pool.end();
  const env = { DATABASE_URL: test.url, DATABASE_POOL_SIZE: POOL };
  const echoPort = await freePort();
  const bare = await startServer('../read-models/bare-reader', env);
  const echo = await startServer('../read-models/bare-tcp', { ...env, TCP_PORT: String(echoPort) });
  const app = await startApp(
    'read-models',
    { ...env, KAFKA_BROKERS: NO_KAFKA, LOG_LEVEL: 'silent' },
    { waitUntilReady: false },
  );
  while (!(await fetch(`${app.url}/health/live`).catch(() => undefined))?.ok) await new Promise(setImmediate);
  const headers = { authorization: `Bearer ${app.settings.PLATFORM_TOKEN}`, 'x-account-id': ACCOUNT };
  const requests = (path: (pair: (typeof pairs)[number]) => string) => (connection: number) =>
    pairs
      .filter((_, n) => n % CONNECTIONS === connection)
      .map((pair) => ({ method: 'GET' as const, path: path(pair) }));
  const contenders = {
    http: (seconds: number) =>
      answersPerSecond(
        app.url,
        seconds,
        requests((pair) => `/v1/services/${pair.service_id}/providers/${pair.provider_id}/conferencing`),
        headers,
      ),
    bareHttp: (seconds: number) =>
      answersPerSecond(
        bare.url,
        seconds,
        requests((pair) => `/${pair.account_id}/${pair.service_id}/${pair.provider_id}`),
      ),
    tcp: (seconds: number) => repliesPerSecond(app.tcpPort, seconds),
    bareTcp: (seconds: number) => repliesPerSecond(echoPort, seconds),
  };
  const rates = { http: [] as number[], bareHttp: [] as number[], tcp: [] as number[], bareTcp: [] as number[] };
  try {
    for (const measure of Object.values(contenders)) await measure(WARM_UP_SECONDS);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [key, measure] of Object.entries(contenders))
        rates[key as keyof typeof rates].push(await measure(SECONDS));
    }
  } finally {
    await Promise.all([app.stop(), bare.stop(), echo.stop()]);
    await test.drop();
  }
  return [
    {
      name: 'GET of a pair, answers/s',
      value: median(rates.http),
      limit: { name: 'bare Fastify and pg', value: median(rates.bareHttp) },
      target: { atLeast: 0.9 },
    },
    {
      name: 'conferencing.get over TCP, replies/s',
      value: median(rates.tcp),
      limit: { name: 'bare Nest TCP and pg', value: median(rates.bareTcp) },
      target: { atLeast: 0.8 },
    },
  ];
}
