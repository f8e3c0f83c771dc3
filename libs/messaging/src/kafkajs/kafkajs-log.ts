import { logLevel } from 'kafkajs';
import type { logCreator as LogCreator } from 'kafkajs';
import type { MessagingLog } from '../kafka/log.port.js';

/** Sends are bounded in time on purpose, so this warning of every producer says nothing new. */
const EXPECTED = 'Limiting retries for the idempotent producer';

/** What follows is the message of whatever was thrown, which reaches the caller of the port and is described there. */
const THROWN = /^(Crash: \w+|Failed to execute listener|Caught error when \w+ the consumer): .*/s;

/**
 * kafkajs calls what it recovers from by itself an error; whatever it gives up on reaches the port's caller, who says
 * so. Its lines are therefore kept one level lower than it gives them.
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
