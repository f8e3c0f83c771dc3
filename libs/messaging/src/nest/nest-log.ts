import { logFields } from '@conferencing/kernel';
import { Logger } from '@nestjs/common';
import type { MessagingLog } from '../kafka/log.port.js';

/**
 * Passes log lines to the logger that the application gave to Nest. That logger may print all of an error, so errors
 * are converted before: values that PostgreSQL quotes are not logged.
 */
export class NestLog implements MessagingLog {
  private readonly logger: Logger;

  constructor(context: string) {
    this.logger = new Logger(context);
  }

  debug(fields: object, message: string): void {
    this.logger.debug(logFields(fields), message);
  }

  info(fields: object, message: string): void {
    this.logger.log(logFields(fields), message);
  }

  warn(fields: object, message: string): void {
    this.logger.warn(logFields(fields), message);
  }

  error(fields: object, message: string): void {
    this.logger.error(logFields(fields), message);
  }
}
