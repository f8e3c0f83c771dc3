import { inBatches, oldestBy, type Retained } from '@conferencing/database';
import { UNDO_DAYS } from '../../domain/undo.js';
import {
  DELETE_BATCHES,
  DELETE_LEFT_LISTINGS,
  DELETE_WEBHOOKS,
  OLDEST_BATCH,
  OLDEST_WEBHOOK,
} from './retention.sql.js';

const ROWS = 1_000;
/** A row of a large batch may hold thousands of pairs. */
const BATCHES = 100;

/**
 * The tables of this app that would grow without end. The others have a row for each thing that exists or existed
 * (pairs, services, providers, users, tokens), or are emptied by the code that fills them.
 *
 * @param webhookDays the digests of webhooks are kept so long, to know a delivery that is repeated
 */
export function retainedTables(webhookDays: number): Retained[] {
  return [
    {
      table: 'webhook_events',
      clean: (database) => inBatches(database, DELETE_WEBHOOKS, [webhookDays], ROWS),
      oldest: (database) => oldestBy(database, OLDEST_WEBHOOK),
    },
    {
      table: 'batch_changes',
      clean: (database) => inBatches(database, DELETE_BATCHES, [UNDO_DAYS + 1], BATCHES),
      oldest: (database) => oldestBy(database, OLDEST_BATCH),
    },
    {
      table: 'listed_users',
      clean: (database) => inBatches(database, DELETE_LEFT_LISTINGS, [], ROWS),
      oldest: () => Promise.resolve(null),
    },
  ];
}
