import { once } from 'node:events';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Public } from './auth/access.js';
import { eventually } from '@conferencing/testing';
import { createHttpApp } from './create-http-app.js';
import { HttpEdgeModule } from './http-edge.module.js';

const LARGE = 8 << 20;

const echo = (contentType: string, length: number, more = '') =>
  `POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: ${contentType}\r\ncontent-length: ${length}\r\n${more}\r\n`;

let finishSlow: () => void = () => undefined;
let slowBegan: () => void = () => undefined;

@Public()
@Controller()
class ProbeController {
  @Get('broken')
  broken(): never {
    throw new Error('SELECT secret FROM vault');
  }

  @Get('disconnected')
  disconnected(): never {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  }

  @Post('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @Get('slow')
  async slow(): Promise<string> {
    slowBegan();
    await new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    return 'done';
  }
}

@Module({ imports: [HttpEdgeModule], controllers: [ProbeController] })
class ProbeModule {}

describe('an HTTP process', () => {
  let app: NestFastifyApplication;
  let url: string;
  const lines: string[] = [];
  const logDestination = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });

  beforeEach(async () => {
    const api = { title: 'Probe', description: '', version: '1', accounts: false };
    app = await createHttpApp(ProbeModule, { service: 'probe', logLevel: 'info', api, logDestination });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });

  afterEach(() => app.close());

  const raw = async (text: string): Promise<string> => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.end(text);
    await once(socket, 'close');
    return answer;
  };

  it('shows no internals when it fails, to the caller or in the log', async () => {
    const response = await fetch(`${url}/broken`, { headers: { 'x-request-id': 'my-request' } });
    expect([response.status, response.headers.get('x-request-id')]).toEqual([500, 'my-request']);
    expect(await response.json()).toEqual({
      errors: [{ status: '500', code: 'internal_error', detail: 'Something went wrong on our side.' }],
    });
    const line = lines.find((one) => one.includes('failed unexpectedly'));
    expect(line).toContain('my-request');
    expect(line).not.toMatch(/\bat .+:\d+:\d+\)/);
  });

  it('is unavailable, not broken, while its database cannot be reached', async () => {
    const response = await fetch(`${url}/disconnected`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it.each([
    ['no HTTP', 'nonsense\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, 400],
    ['an unreadable address', 'GET /%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['an endless segment', `GET /${'x'.repeat(9_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, 404],
    ['an unknown method', 'BREW / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['a tunnel', 'CONNECT x:80 HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['a request to no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['another charset than UTF-8', `${echo('application/json; charset=latin1', 2)}[]`, 415],
    ['a large body that is written in one go', echo('application/json', LARGE) + ' '.repeat(LARGE), 413],
    ['two lengths', 'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{', 400],
  ])('answers %s in the one shape of errors', async (_, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('x-request-id: ');
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as { errors: { status: string }[] };
    expect(body.errors[0]?.status).toBe(String(status));
  });

  it('ignores an unknown expectation', async () => {
    const answer = await raw(
      `${echo('application/json; charset="UTF-8"', 2, 'expect: banana\r\nconnection: close\r\n')}[]`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
  });

  it('limits connections, and the time for headers and bodies', () => {
    const limits = { headersTimeout: 10_000, requestTimeout: 30_000, maxConnections: 10_000 };
    expect(app.getHttpServer()).toMatchObject(limits);
  });

  it('limits the bytes of stalled bodies, and continues to accept small ones', async () => {
    const half = echo('application/json', 1_000_000);
    const port = Number(new URL(url).port);
    const stalled = Array.from({ length: 100 }, () => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      socket.write(half);
      return socket;
    });
    const refused = await Promise.race(stalled.map(async (socket) => String((await once(socket, 'data'))[0])));
    expect(refused).toMatch(/^HTTP\/1\.1 503 [^]*retry-after[^]*"unavailable"/);
    const small = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await fetch(`${url}/echo`, small)).status).toBe(201);
    const taken = async () => /^http_server_body_bytes (\d+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
    expect(Number(await taken())).toBeLessThanOrEqual(64 << 20);
    for (const socket of stalled) socket.destroy();
    await eventually(async () => (await taken()) === '0');
  });

  it('refuses a body above the limit even when its length is not announced', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let chunk = 0; chunk < 32; chunk += 1) controller.enqueue(Buffer.alloc(65_536, 0x20));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half' };
    const response = await fetch(`${url}/echo`, init as RequestInit);
    expect(response.status).toBe(413);
  });

  it('answers a request on an open connection during a shutdown, and closes the connection with the answer', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const request = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';
    socket.write(request);
    await once(socket, 'data');
    const closed = app.close();
    await pause(20);
    socket.write(request);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 [^]*connection: close/i);
    await once(socket, 'close');
    await closed;
  });

  it('finishes open requests during a shutdown, and takes no new ones', async () => {
    const began = new Promise<void>((resolve) => {
      slowBegan = resolve;
    });
    const slow = fetch(`${url}/slow`);
    await began;
    const closed = app.close();
    const refused = await fetch(`${url}/health/live`).then(
      ({ status }) => status === 503,
      () => true,
    );
    expect(refused).toBe(true);
    finishSlow();
    expect(await (await slow).text()).toBe('done');
    await closed;
  });
});
