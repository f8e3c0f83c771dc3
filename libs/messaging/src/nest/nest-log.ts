import { Logger } from '@nestjs/common';
import type { MessagingLog } from '../log.port.js';

/** Hands log lines to whatever logger the application gave Nest. */
export class NestLog implements MessagingLog {
  readonly #logger: Logger;

  constructor(context: string) {
    this.#logger = new Logger(context);
  }

  debug(fields: object, message: string): void {
    this.#logger.debug(fields, message);
  }

  info(fields: object, message: string): void {
    this.#logger.log(fields, message);
  }

  warn(fields: object, message: string): void {
    this.#logger.warn(fields, message);
  }

  error(fields: object, message: string): void {
    this.#logger.error(fields, message);
  }
}
