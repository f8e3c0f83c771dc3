import { startApp } from '@conferencing/testing';
import type { Figure } from '../../libs/testing/src/figure.js';
import { seedAccount, type Seed } from './api/seed.js';
import { median } from './relay/median.js';

export const name = 'assigning the hosts of 5,000 providers of a service at once';

const PAIRS = 5_000;
const ROUNDS = 3;

/** Maps every provider to this host. */
async function mapAll({ pairs, connectedAccountId }: Seed, host: string): Promise<void> {
  await pairs.database.execute(
    `INSERT INTO user_mappings (connected_account_id, provider_id, account_id, external_user_id, source, created_at, updated_at)
     SELECT $1, id, account_id, $2, 'manual', now(), now() FROM providers
     ON CONFLICT (connected_account_id, provider_id) DO UPDATE SET external_user_id = excluded.external_user_id`,
    [connectedAccountId, host],
  );
}

export async function run(): Promise<Figure[]> {
  const seed = await seedAccount(PAIRS);
  const app = await startApp('conferencing', { DATABASE_URL: seed.pairs.url });
  const assign = async (): Promise<number> => {
    const began = performance.now();
    const answer = await fetch(`${app.url}/v1/services/${seed.serviceId}/conferencing`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${seed.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ connected_account_id: seed.connectedAccountId }),
    });
    const { data } = (await answer.json()) as { data: { configured: unknown[] } };
    if (data.configured.length !== PAIRS) throw new Error(`${data.configured.length} were configured`);
    return (performance.now() - began) / 1_000;
  };
  try {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await mapAll(seed, seed.hosts[round % 2]!);
      seconds.push(await assign());
    }
    return [{ name: 'all changed, answered after, s', value: median(seconds), target: { atMost: 3 } }];
  } finally {
    await app.stop();
    await seed.pairs.close();
  }
}
