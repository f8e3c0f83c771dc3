import { readKafkaSettings } from '../src/kafka/kafka.settings.js';
import { KafkajsKafka } from '../src/kafkajs/kafkajs.kafka.js';
import { silent } from './harness.js';
import { LOGIN, startSecuredBroker, type SecuredBroker } from './secured-broker.fixture.js';
import { startTokenEndpoint, type TokenEndpoint } from './token-endpoint.fixture.js';

describe('a broker that asks who calls', () => {
  let broker: SecuredBroker;
  let endpoint: TokenEndpoint;
  const tls = () => ({ KAFKA_SSL: 'true', KAFKA_SSL_CA: broker.certificates.ca });
  const scram = () => ({ KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_SASL_USERNAME: LOGIN.name, ...tls() });
  const oauth = () => ({
    KAFKA_SASL_MECHANISM: 'OAUTHBEARER',
    KAFKA_OAUTH_TOKEN_URL: endpoint.url,
    KAFKA_OAUTH_CLIENT_ID: 'a client',
    KAFKA_OAUTH_CLIENT_SECRET: 'a:secret',
    KAFKA_OAUTH_SCOPE: 'kafka',
    ...tls(),
  });

  beforeAll(async () => {
    [broker, endpoint] = await Promise.all([startSecuredBroker(), startTokenEndpoint()]);
  });
  afterAll(async () => {
    await Promise.all([broker?.stop(), endpoint?.stop()]);
  });

  /** Asks over a connection of its own how many brokers there are. */
  async function ask(settings: Record<string, string>, kafka = new KafkajsKafka(readKafkaSettings(settings), silent)) {
    const admin = kafka.admin();
    try {
      await admin.connect();
      return await admin.brokerCount();
    } finally {
      await admin.close();
    }
  }

  it('is reached with the authority that has signed its certificate, and with no other', async () => {
    const login = { KAFKA_BROKERS: broker.scram, ...scram(), KAFKA_SASL_PASSWORD: LOGIN.password };
    expect(await ask(login)).toBe(1);
    const { KAFKA_SSL_CA: _, ...trusting } = login;
    await expect(ask(trusting)).rejects.toThrow(/certificate/);
  });

  it('takes a login by SCRAM-SHA-512, and refuses a wrong password', async () => {
    const login = { KAFKA_BROKERS: broker.scram, ...scram() };
    expect(await ask({ ...login, KAFKA_SASL_PASSWORD: LOGIN.password })).toBe(1);
    await expect(ask({ ...login, KAFKA_SASL_PASSWORD: 'wrong' })).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('knows a client by its certificate', async () => {
    const { cert, key } = broker.certificates.client;
    const mutual = { KAFKA_BROKERS: broker.mutual, ...tls() };
    expect(await ask({ ...mutual, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key })).toBe(1);
    await expect(ask(mutual)).rejects.toMatchObject({ name: 'KafkaError' });
  });

  it('takes tokens, which all connections of a process share', async () => {
    const settings = { KAFKA_BROKERS: broker.oauth, ...oauth() };
    const kafka = new KafkajsKafka(readKafkaSettings(settings), silent);
    expect(await Promise.all([ask(settings, kafka), ask(settings, kafka)])).toEqual([1, 1]);
    expect(endpoint.requests).toEqual([
      {
        authorization: `Basic ${Buffer.from('a%20client:a%3Asecret').toString('base64')}`,
        form: { grant_type: 'client_credentials', scope: 'kafka' },
      },
    ]);
  });

  it.each([
    [401, 'unauthorized', 'answered 401'],
    [503, 'connection', 'answered 503'],
  ])('is not reached while the token endpoint answers %i, and the error says so', async (status, code, message) => {
    endpoint.answer(status);
    try {
      const asked = ask({ KAFKA_BROKERS: broker.oauth, ...oauth() });
      await expect(asked).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    } finally {
      endpoint.answer(undefined);
    }
  });
});
