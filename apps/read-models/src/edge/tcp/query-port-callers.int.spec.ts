import { once } from 'node:events';
import { connect } from 'node:tls';
import { ConferencingClient, ConferencingClientModule, type TcpClientOptions } from '@conferencing/client';
import { SettingsError, loadSettings } from '@conferencing/settings';
import type { TestDatabase } from '@conferencing/testing';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { id } from '../../projections/events.fixture.js';
import { readModelsSettings } from '../../read-models.config.js';
import { migratedDatabase, type RunningReadModels, startReadModels } from '../../read-models.fixture.js';
import { LOCALHOST } from './localhost-certificate.fixture.js';

const SECRET = 'a-secret-of-the-callers-0123456789';
const PREVIOUS = 'the-secret-before-that-0123456789-';
const NO_KAFKA = '127.0.0.1:1';
const query = { account_id: id('acct', 1) };

describe('callers of the query port', () => {
  let test: TestDatabase;
  let readModels: RunningReadModels;
  const modules: TestingModule[] = [];

  beforeAll(async () => {
    test = await migratedDatabase();
    readModels = await startReadModels(test.url, NO_KAFKA, {
      TCP_TLS_CERT: LOCALHOST.cert,
      TCP_TLS_KEY: LOCALHOST.key,
      TCP_SECRET: SECRET,
      TCP_SECRET_PREVIOUS: PREVIOUS,
    });
  });

  afterEach(async () => {
    await Promise.all(modules.splice(0).map((module) => module.close()));
  });

  afterAll(async () => {
    await readModels?.close();
    await test?.drop();
  });

  /** The answer to a caller with these options that asks for a list. */
  async function ask(options: Partial<TcpClientOptions>) {
    const port = readModels.settings.TCP_PORT;
    const own = { transport: 'tcp', host: 'localhost', port, retries: 0, timeoutMs: 3_000, ...options } as const;
    const module = await Test.createTestingModule({ imports: [ConferencingClientModule.register(own)] }).compile();
    // The refusals would fill the test's output.
    Logger.overrideLogger(false);
    modules.push(await module.init());
    return module
      .get(ConferencingClient)
      .list(query)
      .catch((error: unknown) => error);
  }

  const tls = { ca: LOCALHOST.cert };

  it.each([SECRET, PREVIOUS])('are answered over TLS with the secret or the one before it', async (secret) => {
    expect(await ask({ tls, secret })).toMatchObject({ data: [], meta: { total_count: 0 } });
  });

  it.each([undefined, 'wrong', `${SECRET}x`])('are refused without the secret: %s', async (secret) => {
    expect(await ask({ tls, secret })).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('do not talk to a port whose certificate they do not trust, nor without TLS', async () => {
    expect(await ask({ tls: true, secret: SECRET })).toMatchObject({ status: 503, code: 'unavailable' });
    expect(await ask({ secret: SECRET })).toMatchObject({ status: 503, code: 'unavailable' });
    expect(await ask({ tls, secret: SECRET })).toMatchObject({ data: [] });
  });

  it('are refused without the secret, whatever they send', async () => {
    const socket = connect({ host: 'localhost', port: readModels.settings.TCP_PORT, ...tls });
    await once(socket, 'secureConnect');
    for (const text of ['4#null', '2#[]', '1#7', '12#{"secret":7}', '8#{"id":1}']) socket.write(text);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^\d+#\{"id":1,"err":\{"status":"401"/);
    socket.destroy();
  });
});

describe('the settings of the query port', () => {
  const { cert: TCP_TLS_CERT, key: TCP_TLS_KEY } = LOCALHOST;
  const problemsOf = (own: Record<string, string>) => {
    try {
      loadSettings(readModelsSettings, { DATABASE_URL: 'postgres://u@h/d', PLATFORM_TOKEN: 'x', ...own });
      return [];
    } catch (error) {
      return (error as SettingsError).problems.map((problem) => problem.split(':', 1)[0]);
    }
  };

  it.each<[string[], Record<string, string>]>([
    [[], { TCP_TLS_CERT, TCP_TLS_KEY, TCP_SECRET: SECRET }],
    [['TCP_TLS_KEY'], { TCP_TLS_CERT }],
    [['TCP_TLS_CERT'], { TCP_TLS_KEY }],
    [['TCP_TLS_CERT'], { TCP_TLS_CERT: 'odd', TCP_TLS_KEY }],
    [['TCP_SECRET'], { TCP_SECRET: 'short' }],
    [['TCP_SECRET'], { TCP_SECRET_PREVIOUS: PREVIOUS }],
  ])('are wrong in %s', (names, own) => {
    expect(problemsOf(own)).toEqual(names);
  });
});
