import { inspect } from 'node:util';
import { Logger } from '@nestjs/common';
import { NestLog } from './nest-log.js';

describe('lines for the application’s logger', () => {
  afterEach(() => Logger.overrideLogger(undefined as never));

  it('contain no values that PostgreSQL quotes, even if a logger prints all of an error', () => {
    const printed: string[] = [];
    const print = (...given: unknown[]) => {
      printed.push(inspect(given, { depth: 10 }));
    };
    Logger.overrideLogger({ debug: print, log: print, warn: print, error: print });
    const quoted = { code: '22P02', detail: 'jane', where: 'jane', internalQuery: 'jane', routine: 'pg_strtoint32' };
    const err = Object.assign(new Error('invalid input syntax for type integer: "jane"'), quoted);
    const log = new NestLog('Consumer');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level]({ partition: 3, err }, 'Batch failed');
    log.warn({ err: new Error(`The end: ${err.message}`, { cause: err }), text: 'x'.repeat(230_000) }, 'Batch failed');
    const lines = printed.join('\n');
    expect(lines).toContain('pg_strtoint32');
    expect(lines.match(/Batch failed/g)).toHaveLength(5);
    expect(lines).not.toContain('jane');
    expect(lines.length).toBeLessThan(10_000);
  });
});
