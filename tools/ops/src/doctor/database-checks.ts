import { addressOf, type Database } from '@conferencing/database';
import { type Check, checked, well, wrong } from './check.js';

export interface CheckedApp {
  app: 'conferencing' | 'read-models';
  url: string;
  database: () => Promise<Database>;
  /** Throws what is to be done when the schema is not the one of this version. */
  assertSchema: () => Promise<unknown>;
}

/** JWTs are judged with 60 s of tolerance; ages and waits that people read are wrong long before. */
const MOST_SKEW_MS = 2_000;
/** The oldest version that has `RETURNING old`. */
const OLDEST_SERVER = 180_000;

export async function databaseChecks({ app, url, database, assertSchema }: CheckedApp): Promise<Check[]> {
  const reached = await checked(`database of ${app}`, async () => {
    const [row] = await (
      await database()
    ).query<{ number: string; version: string }>(
      `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`,
    );
    const where = `PostgreSQL ${row?.version} at ${addressOf(url)}`;
    if (Number(row?.number) < OLDEST_SERVER) return wrong(`${where} is too old: use 18 or newer.`);
    return well(`${where} answers, and the login may write.`);
  });
  if (!reached.ok) return [reached];
  const migrated = await checked(`migrations of ${app}`, async () => {
    await assertSchema();
    return well('All are there.');
  });
  return [reached, migrated, await clockCheck(app, database)];
}

function clockCheck(app: string, database: () => Promise<Database>): Promise<Check> {
  return checked(`clock of ${app}'s database`, async () => {
    const connection = await database();
    const before = Date.now();
    const [row] = await connection.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const after = Date.now();
    // The answer was written somewhere between the two.
    const skew = skewOutside(row?.now.getTime() ?? 0, before, after);
    if (skew > MOST_SKEW_MS) {
      return wrong(
        `It differs from the clock here by ${(skew / 1_000).toFixed(1)} s: have both machines keep time (NTP).`,
      );
    }
    return well(`It agrees with the clock here${skew === 0 ? '' : `, within ${skew} ms`}.`);
  });
}

/** Milliseconds by which a time lies outside of an interval. */
export function skewOutside(time: number, from: number, to: number): number {
  return Math.max(0, from - time, time - to);
}
