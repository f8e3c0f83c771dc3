import { logFields } from '@conferencing/kernel';
import { Logger } from '@nestjs/common';
import type { MessagingLog } from '../kafka/log.port.js';

/**
 * Hands log lines to whatever logger the application gave Nest. That may be one which prints all of an error, so errors
 * are described before: what PostgreSQL says about a value stays here.
 */
export class NestLog implements MessagingLog {
  readonly #logger: Logger;

  constructor(context: string) {
    this.#logger = new Logger(context);
  }

  debug(fields: object, message: string): void {
    this.#logger.debug(logFields(fields), message);
  }

  info(fields: object, message: string): void {
    this.#logger.log(logFields(fields), message);
  }

  warn(fields: object, message: string): void {
    this.#logger.warn(logFields(fields), message);
  }

  error(fields: object, message: string): void {
    this.#logger.error(logFields(fields), message);
  }
}
