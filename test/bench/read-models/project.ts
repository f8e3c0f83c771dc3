import type { Database } from '@conferencing/database';
import { changeAll } from '../../../apps/read-models/src/projections/change-all.js';
import { type EventShape, id, projected } from '../../../apps/read-models/src/projections/events.fixture.js';

export const ACCOUNT = id('acct', 1);
const BATCH = 1_000;

/** Makes `pairs` pairs visible without a topic, spread over services and providers. */
export async function projectPairs(database: Database, pairs: number): Promise<void> {
  for (let from = 0; from < pairs; from += BATCH) {
    const shapes = Array.from({ length: Math.min(BATCH, pairs - from) }, (_, n) => shapeOf(from + n));
    await database.transaction((tx) => changeAll(0, shapes.map(projected))(tx));
  }
  await database.pool.query('VACUUM ANALYZE projection.conferencing_current');
}

/** The pair with this number: 100 providers for each service, 20 pairs for each host, 2,000 for each connection. */
export function shapeOf(n: number): EventShape {
  return {
    service: Math.floor(n / 100) + 1,
    provider: (n % 100) + 1,
    host: Math.floor(n / 20) + 1,
    connection: Math.floor(n / 2_000) + 1,
  };
}
