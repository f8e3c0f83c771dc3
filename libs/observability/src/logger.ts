import pino, { type DestinationStream, type Logger } from 'pino';
import { describeError } from './describe-error.js';
import { currentRequest, currentTraceparent } from './request-context.js';

export interface LoggerSettings {
  /** Name of the process, in every line. */
  service: string;
  /** pino's level name. */
  level: string;
}

/** Fields that never go to a log, wherever an object that has one of them is logged. */
const SECRET_FIELDS = ['authorization', 'token', 'password', 'secret', 'client_secret', 'credentials', 'email', 'body'];

/** JSON lines on standard output: an object and a constant message, with the request that the line belongs to. */
export function createLogger({ service, level }: LoggerSettings, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
      mixin: () => {
        const request = currentRequest();
        return request === undefined
          ? {}
          : { request_id: request.requestId, trace_id: currentTraceparent()?.split('-')[1] };
      },
    },
    destination ?? pino.destination({ sync: false, minLength: 0 }),
  );
}
