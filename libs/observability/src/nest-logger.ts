import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest logs every module, controller and route at start, which belongs to the debug level. */
const START_UP_DETAIL = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/**
 * Nest's logger over pino. Call as `logger.warn({ partition, err }, 'The lease was lost')`: fields in an object, the
 * message constant.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    this.write(typeof context === 'string' && START_UP_DETAIL.has(context) ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    // Nest appends the context's name; before it comes a message (after an object) or a stack (which is dropped).
    const context = rest.at(-1);
    if (message instanceof Error) {
      this.pino[level]({ context, err: message }, 'Unexpected error');
    } else if (typeof message === 'object' && message !== null) {
      const text = rest.length > 1 ? rest[0] : undefined;
      this.pino[level]({ context, ...message }, typeof text === 'string' ? text : 'No message');
    } else {
      this.pino[level]({ context }, String(message));
    }
  }
}
