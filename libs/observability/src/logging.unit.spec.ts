import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import {
  CONTEXT_HAS_HOOKS,
  currentRequest,
  currentTraceparent,
  leaveRequestContext,
  withRequestContext,
} from './request-context.js';

function linesOf(write: (logger: NestLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  write(new NestLogger(createLogger({ service: 'test', level: 'debug' }, destination)));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function serve(id: string, traceparent: string, work: () => void): void {
  const response = new EventEmitter();
  withRequestContext(id, traceparent, response, work);
  response.emit('close');
}

describe('log lines', () => {
  it('have fields, a constant message and the request that they belong to', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const [line] = linesOf((logger) =>
      serve('req-1', traceparent, () => logger.warn({ partition: 3 }, 'The lease was lost', 'Relay')),
    );
    expect(line).toMatchObject({
      level: 'warn',
      message: 'The lease was lost',
      partition: 3,
      context: 'Relay',
      request_id: 'req-1',
      trace_id: '0af7651916cd43dd8448eb211c80319c',
    });
  });

  it('show no row, no statement and no stack of a database error', () => {
    const error = Object.assign(new Error('duplicate key: jane@example.com'), {
      code: '23505',
      detail: 'Key (email)=(jane@example.com) already exists.',
      query: 'INSERT INTO users VALUES ($1)',
      parameters: ['jane@example.com'],
      constraint: 'users_email',
    });
    const [line] = linesOf((logger) => logger.error({ err: error }, 'A write failed', 'X'));
    expect(line?.err).toMatchObject({ code: '23505', constraint: 'users_email' });
    expect(JSON.stringify(line)).not.toMatch(/jane|INSERT|node_modules|\bat .*:\d+:\d+\)/);
  });

  it('do not show it either if a logger is called in another way', () => {
    const error = Object.assign(new Error('duplicate key: jane@example.com'), { code: '23505', detail: 'jane' });
    const lines = linesOf((logger) => {
      logger.error(error, 'X');
      logger.error({ err: error }, 'X');
      logger.warn({ reason: error, all: [error] }, 'Words', 'X');
      logger.error(new Error(`It failed: ${error.message}`, { cause: error }), error.stack, 'X');
    });
    expect(lines.map(({ message }) => message)).toEqual([
      'Unexpected error',
      'No message',
      'Words',
      'Unexpected error',
    ]);
    expect(JSON.stringify(lines)).not.toContain('jane');
  });

  it('have their message under one name, and stay short', () => {
    const long = 'x'.repeat(230_000);
    const lines = linesOf((logger) => {
      logger.log(long, 'X');
      logger.log({ long, list: Array<string>(1_000).fill(long) }, long, 'X');
      logger.fatal({ msg: 'mine' }, 'Words');
    });
    for (const line of lines) {
      expect(typeof line.message).toBe('string');
      expect(JSON.stringify(line).length).toBeLessThan(15_000);
    }
    expect(lines[0]).not.toHaveProperty('msg');
  });

  it('hide what is named like a secret', () => {
    const [line] = linesOf((logger) =>
      logger.log({ token: 'cft_abc', headers: { authorization: 'Bearer cft_abc' } }, 'Something', 'X'),
    );
    expect(JSON.stringify(line)).not.toContain('cft_abc');
  });
});

describe('the trace context of a request', () => {
  it('is made once when the caller sent none, or sent nonsense', () => {
    serve('req-2', 'nonsense', () => {
      const made = currentTraceparent();
      expect(made).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
      expect(currentTraceparent()).toBe(made);
    });
    expect(currentTraceparent()).toBeUndefined();
  });
});

describe('the context of a request', () => {
  const open = (id: string, response: EventEmitter, work: () => unknown) =>
    withRequestContext(id, undefined, response, work);

  it('is kept over every await, while other requests come and go', async () => {
    const [first, second] = [new EventEmitter(), new EventEmitter()];
    const seen = open('first', first, async () => {
      await once(second, 'close');
      return currentRequest()?.requestId;
    });
    open('second', second, () => undefined);
    second.emit('close');
    expect(await seen).toBe('first');
    first.emit('close');
  });

  it('costs nobody anything once all have ended, with or without a response, where it has hooks', async () => {
    const [first, second] = [new EventEmitter(), new EventEmitter()];
    const ended = new EventEmitter();
    const seen = open('first', first, async () => {
      await once(ended, 'all');
      return currentRequest()?.requestId;
    });
    open('second', second, leaveRequestContext);
    first.emit('close');
    ended.emit('all');
    expect(await seen).toBe(CONTEXT_HAS_HOOKS ? undefined : 'first');
    await open('third', second, async () => {
      await Promise.resolve();
      expect(currentRequest()?.requestId).toBe('third');
    });
  });
});
