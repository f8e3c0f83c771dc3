import { oldestBy, type Queryable, type Retained } from '@conferencing/database';
import { CUT_OFF, DELETE_CHANGES, NEXT_ACCOUNT, OLDEST_CHANGE } from './old-changes.sql.js';

const ROWS = 1_000;

interface Looked {
  deleted: number;
  /** With all digits that the database keeps. */
  at: string;
  service_id: string;
  provider_id: string;
  version: number;
}

/**
 * The history of changes.
 *
 * @param days 0: for ever
 */
export function oldChanges(days: number): Retained {
  return {
    table: 'history',
    clean: (database) => clean(database, days),
    oldest: (database) => oldestBy(database, OLDEST_CHANGE),
  };
}

async function* clean(database: Queryable, days: number): AsyncGenerator<number> {
  if (days === 0) return;
  const [cut] = await database.query<{ before: Date }>(CUT_OFF, [days]);
  const next = async (account: string) =>
    (await database.query<{ account: string }>(NEXT_ACCOUNT, [account]))[0]?.account;
  for (let account = await next(''); account !== undefined; account = await next(account))
    yield* cleanAccount(database, account, cut!.before);
}

async function* cleanAccount(database: Queryable, account: string, before: Date): AsyncGenerator<number> {
  let last: unknown[] = ['-infinity', '', '', 0];
  for (;;) {
    const [looked] = await database.query<Looked>(DELETE_CHANGES, [account, before, ...last, ROWS]);
    if (looked === undefined) return;
    yield looked.deleted;
    last = [looked.at, looked.service_id, looked.provider_id, looked.version];
  }
}
