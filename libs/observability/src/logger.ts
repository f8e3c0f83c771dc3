import { logFields, shortened } from '@conferencing/kernel';
import pino, { type DestinationStream, type LogFn, type Logger } from 'pino';
import { currentRequest, currentTraceparent } from './request-context.js';

export interface LoggerSettings {
  /** Name of the process, in every line. */
  service: string;
  /** pino's level name. */
  level: string;
}

/** Fields that are never logged, in any logged object. */
const SECRET_FIELDS = ['authorization', 'token', 'password', 'secret', 'client_secret', 'credentials', 'email', 'body'];

/** A line always has a message of ours: without one, pino takes the error's, which may quote anything. */
function withMessage(this: Logger, given: unknown[], write: LogFn): void {
  const [first, second] = given;
  if (typeof first === 'string') return write.call(this, shortened(first));
  const text = typeof second === 'string' ? shortened(second) : undefined;
  write.call(this, first, text ?? 'Unexpected error');
}

/** JSON lines on standard output: an object, a constant message and the request of the line. */
export function createLogger({ service, level }: LoggerSettings, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: logFields },
      hooks: { logMethod: withMessage },
      // Errors are already converted.
      serializers: { err: (err) => err },
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
