import { PATTERNS } from '@conferencing/contracts';
import { KafkajsKafka, readKafkaSettings } from '@conferencing/messaging';
import { NestLog } from '@conferencing/messaging/nest';
import { startPrivateKafka, type PrivateKafka } from '@conferencing/testing';
import { Controller, Logger } from '@nestjs/common';
import { MessagePattern, Payload, RpcException, Transport } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { ConferencingClient, ConferencingClientModule, type ConferencingQueryError } from './index.js';

const pair = { account_id: 'acct_000000000001', service_id: 'srv_000000000001', provider_id: 'prov_000000000001' };
const stops: (() => Promise<unknown>)[] = [];
let kafka: PrivateKafka;
let client: ConferencingClient;

@Controller()
class Answers {
  @MessagePattern(PATTERNS.get)
  get(@Payload() payload: typeof pair): object {
    if (payload.provider_id === pair.provider_id) return { data: payload, version: 3 };
    throw new RpcException({ status: '404', code: 'not_found', detail: 'Nothing is assigned.' });
  }
}

beforeAll(async () => {
  // The patterns are the names of the topics, so a shared broker would mix these answers with another server's.
  kafka = await startPrivateKafka();
  stops.push(() => kafka.stop());
  const brokers = [kafka.brokers];
  const settings = readKafkaSettings({ KAFKA_BROKERS: kafka.brokers });
  const admin = new KafkajsKafka(settings, new NestLog('Kafka')).admin();
  await admin.connect();
  const topics = Object.values(PATTERNS).flatMap((pattern) => [pattern, `${pattern}.reply`]);
  await admin.createTopics(topics.map((name) => ({ name, partitions: 1, replicationFactor: 1, config: {} })));
  await admin.close();

  const module = await Test.createTestingModule({ controllers: [Answers] }).compile();
  const server = module.createNestMicroservice({
    transport: Transport.KAFKA,
    options: { client: { brokers, clientId: 'read-models' }, consumer: { groupId: 'read-models-queries' } },
  });
  Logger.overrideLogger(false);
  await server.listen();
  stops.push(() => server.close());

  const caller = await Test.createTestingModule({
    imports: [
      ConferencingClientModule.register({ transport: 'kafka', brokers, groupId: 'meetings', timeoutMs: 10_000 }),
    ],
  }).compile();
  await caller.init();
  stops.push(() => caller.close());
  client = caller.get(ConferencingClient);
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

it('a query over Kafka gets the same body as over HTTP', async () => {
  expect(await client.get(pair)).toEqual({ data: pair, version: 3 });
});

it('a query over Kafka that is refused rejects with status and code', async () => {
  const failure = await client.get({ ...pair, provider_id: 'prov_nobody000000' }).catch((error: unknown) => error);

  expect(failure as ConferencingQueryError).toMatchObject({ status: 404, code: 'not_found' });
});
