import { logLevel } from 'kafkajs';
import type { logCreator as LogCreator } from 'kafkajs';
import type { MessagingLog } from '../kafka/log.port.js';

/** Sends are bounded in time on purpose, so this warning of every producer is not useful. */
const EXPECTED = 'Limiting retries for the idempotent producer';

/** The rest is the message of an error, which reaches the caller of the port and is described there. */
const THROWN = /^(Crash: \w+|Failed to execute listener|Caught error when \w+ the consumer): .*/s;

/**
 * kafkajs logs errors from which it recovers; failures that it does not recover from reach the port's caller, who logs
 * them. So its lines are logged one level lower.
 */
export function logCreator(log: MessagingLog): LogCreator {
  return () =>
    ({ namespace, level, log: { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields } }) => {
      if (message.startsWith(EXPECTED)) return;
      const line = { client: namespace, detail: message.replace(THROWN, '$1'), ...fields };
      if (level === logLevel.ERROR) log.warn(line, 'kafka client reports a problem');
      else log.debug(line, 'kafka client');
    };
}
