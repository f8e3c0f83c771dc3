import { connect, createServer, type Server, type Socket } from 'node:net';
import { PATTERNS } from '@conferencing/contracts';
import { Controller, type INestApplicationContext, type INestMicroservice, Logger } from '@nestjs/common';
import { MessagePattern, Payload, RpcException, Transport } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import {
  ConferencingClient,
  ConferencingClientModule,
  ConferencingQueryError,
  type TcpClientOptions,
} from './index.js';

const pair = { account_id: 'acct_000000000001', service_id: 'srv_000000000001', provider_id: 'prov_000000000001' };

@Controller()
class Answers {
  static asked: { pattern: string; payload: unknown }[] = [];
  static delayMs = 0;

  @MessagePattern(PATTERNS.get)
  async get(@Payload() payload: { provider_id: string }): Promise<object> {
    Answers.asked.push({ pattern: PATTERNS.get, payload });
    await new Promise((resolve) => setTimeout(resolve, Answers.delayMs));
    if (payload.provider_id === 'prov_nobody000000') {
      throw new RpcException({ status: '404', code: 'not_found', detail: 'Nothing is assigned.' });
    }
    if (payload.provider_id === 'prov_trouble00000') throw new Error('a secret of the server');
    return { data: { provider_id: payload.provider_id }, version: 3 };
  }

  @MessagePattern(PATTERNS.list)
  list(@Payload() payload: unknown): object {
    return this.echo(PATTERNS.list, payload);
  }

  @MessagePattern(PATTERNS.hosts)
  hosts(@Payload() payload: unknown): object {
    return this.echo(PATTERNS.hosts, payload);
  }

  @MessagePattern(PATTERNS.impact)
  impact(@Payload() payload: unknown): object {
    return this.echo(PATTERNS.impact, payload);
  }

  @MessagePattern(PATTERNS.history)
  history(@Payload() payload: unknown): object {
    return this.echo(PATTERNS.history, payload);
  }

  @MessagePattern(PATTERNS.changes)
  changes(@Payload() payload: unknown): object {
    return this.echo(PATTERNS.changes, payload);
  }

  private echo(pattern: string, payload: unknown): object {
    Answers.asked.push({ pattern, payload });
    return { data: [pattern], meta: {} };
  }
}

const stops: (() => Promise<unknown>)[] = [];

async function serve(port = 0): Promise<{ port: number; stop: () => Promise<void> }> {
  const module = await Test.createTestingModule({ controllers: [Answers] }).compile();
  const app: INestMicroservice = module.createNestMicroservice({
    transport: Transport.TCP,
    options: { host: '127.0.0.1', port },
  });
  await app.listen();
  stops.push(() => app.close());
  const server = app.unwrap<Server>();
  return { port: (server.address() as { port: number }).port, stop: () => app.close() };
}

async function clientOf(
  port: number,
  options: Pick<TcpClientOptions, 'timeoutMs' | 'retries' | 'onQuery'> = {},
): Promise<ConferencingClient> {
  const module = await Test.createTestingModule({
    imports: [ConferencingClientModule.register({ transport: 'tcp', host: '127.0.0.1', port, ...options })],
  }).compile();
  // The intended errors of the server would fill the test's output.
  Logger.overrideLogger(false);
  const app: INestApplicationContext = await module.init();
  stops.push(() => app.close());
  return app.get(ConferencingClient);
}

/** A network that treats the first connection as given, and passes every later one to the server. */
async function standBetween(port: number, treatFirst: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const network = createServer((socket) => {
    if (sockets.push(socket) === 1) treatFirst(socket);
    else socket.pipe(connect(port, '127.0.0.1')).pipe(socket);
  });
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
  stops.unshift(() => new Promise((resolve) => network.close(resolve)));
  return { port: (network.address() as { port: number }).port, connections: () => sockets.length };
}

async function failureOf(answer: Promise<unknown>): Promise<ConferencingQueryError> {
  const failure: unknown = await answer.then(
    () => new Error('was answered'),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ConferencingQueryError);
  return failure as ConferencingQueryError;
}

beforeEach(() => {
  Answers.asked = [];
  Answers.delayMs = 0;
});

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('a query over TCP', () => {
  it('gets the same body as over HTTP', async () => {
    const { port } = await serve();
    const client = await clientOf(port);

    expect(await client.get(pair)).toEqual({ data: { provider_id: pair.provider_id }, version: 3 });
    expect(Answers.asked).toEqual([{ pattern: 'conferencing.get', payload: pair }]);
  });

  it('reaches the pattern of its name with its parameters', async () => {
    const { port } = await serve();
    const client = await clientOf(port);
    const { account_id } = pair;
    const connected_account_id = 'cact_000000000001';
    const external_user_id = 'exusr_000000000001';

    await client.list({ account_id, host_state: 'ready', page: 2 });
    await client.hosts({ account_id, page_size: 10 });
    await client.host({ account_id, external_user_id });
    await client.impact({ account_id, connected_account_id });
    await client.history(pair);

    expect(Answers.asked).toEqual([
      { pattern: 'conferencing.list', payload: { account_id, host_state: 'ready', page: 2 } },
      { pattern: 'conferencing.hosts', payload: { account_id, page_size: 10 } },
      { pattern: 'conferencing.hosts', payload: { account_id, external_user_id } },
      { pattern: 'conferencing.impact', payload: { account_id, connected_account_id } },
      { pattern: 'conferencing.history', payload: pair },
    ]);
  });

  it('that is refused rejects with status and code, and is not retried', async () => {
    const { port } = await serve();
    const client = await clientOf(port);

    const failure = await failureOf(client.get({ ...pair, provider_id: 'prov_nobody000000' }));

    expect(failure).toMatchObject({ status: 404, code: 'not_found', detail: 'Nothing is assigned.' });
    expect(Answers.asked).toHaveLength(1);
  });

  it('for a pair that nobody hosts finds null, and every other refusal rejects', async () => {
    const { port } = await serve();
    const client = await clientOf(port);

    expect(await client.find({ ...pair, provider_id: 'prov_nobody000000' })).toBeNull();
    expect(await client.find(pair)).toMatchObject({ version: 3 });
    expect(await failureOf(client.find({ ...pair, provider_id: 'prov_trouble00000' }))).toMatchObject({ status: 500 });
  });

  it('that pings resolves while the server answers, and is observed with its outcome', async () => {
    const seen: object[] = [];
    const { port, stop } = await serve();
    const client = await clientOf(port, { retries: 0, onQuery: (query) => seen.push(query) });

    await client.ping();
    await stop();

    expect(await failureOf(client.ping())).toMatchObject({ code: 'unavailable' });
    const seconds: unknown = expect.any(Number);
    expect(seen).toEqual([
      { query: 'get', status: 200, seconds },
      { query: 'get', status: 503, seconds },
    ]);
  });

  it('that fails inside the server says only that it failed, and is not retried', async () => {
    const { port } = await serve();
    const client = await clientOf(port);

    const failure = await failureOf(client.get({ ...pair, provider_id: 'prov_trouble00000' }));

    expect(failure).toMatchObject({ status: 500, code: 'internal_error' });
    expect(JSON.stringify(failure)).not.toContain('secret');
    expect(Answers.asked).toHaveLength(1);
  });

  it('is retried after a timeout, and rejects after the last retry', async () => {
    const { port } = await serve();
    const client = await clientOf(port, { timeoutMs: 1000, retries: 2 });
    Answers.delayMs = 5000;

    const failure = await failureOf(client.get(pair));

    expect(failure).toMatchObject({ status: 503, code: 'unavailable' });
    expect(Answers.asked).toHaveLength(3);
  });

  it('has extra time for its wait for a version', async () => {
    const { port } = await serve();
    const client = await clientOf(port, { timeoutMs: 50, retries: 0 });
    Answers.delayMs = 200;

    expect(await client.get({ ...pair, min_version: 3, wait_ms: 3000 })).toMatchObject({ version: 3 });
    expect(await client.get({ ...pair, min_version: 3 })).toMatchObject({ version: 3 });
  });

  it('is answered as soon as the server is reachable', async () => {
    const { port, stop } = await serve();
    const client = await clientOf(port, { retries: 0 });
    await client.get(pair);
    await stop();

    expect(await failureOf(client.get(pair))).toMatchObject({ code: 'unavailable' });
    await serve(port);
    expect(await client.get(pair)).toMatchObject({ version: 3 });
  });

  it('survives a connection that is cut in the middle', async () => {
    const { port } = await serve();
    const between = await standBetween(port, (first) => first.once('data', () => first.destroy()));
    const client = await clientOf(between.port);

    expect(await client.get(pair)).toMatchObject({ version: 3 });
    expect(between.connections()).toBe(2);
  });

  it('closes a connection that no longer answers', async () => {
    const { port } = await serve();
    const between = await standBetween(port, (first) => first.resume());
    const client = await clientOf(between.port, { timeoutMs: 3000 });

    expect(await client.get(pair)).toMatchObject({ version: 3 });
    expect(between.connections()).toBe(2);
  });
});
