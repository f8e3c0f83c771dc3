import { startApp } from '@conferencing/testing';
import type { Figure } from '../../libs/testing/src/figure.js';
import { assignAll, seedAccount } from './api/seed.js';
import { median } from './relay/median.js';

export const name = 'first and last page of 100,000 pairs';

const PAIRS = 100_000;
const ROUNDS = 15;
const PAGE_SIZE = 50;

export async function run(): Promise<Figure[]> {
  const seed = await seedAccount(PAIRS);
  const app = await startApp('conferencing', { DATABASE_URL: seed.pairs.url });
  const read = async (path: string, page: number): Promise<number> => {
    const began = performance.now();
    const answer = await fetch(`${app.url}${path}?page=${page}&page_size=${PAGE_SIZE}`, {
      headers: { authorization: `Bearer ${seed.token}` },
    });
    const { data, meta } = (await answer.json()) as { data: unknown[]; meta: { total_count: number } };
    if (data.length !== PAGE_SIZE || meta.total_count !== PAIRS) throw new Error(`${path} is not complete`);
    return performance.now() - began;
  };
  const compare = async (title: string, path: string): Promise<Figure> => {
    const [first, last]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      first.push(await read(path, 1));
      last.push(await read(path, PAIRS / PAGE_SIZE));
    }
    const limit = { name: 'first page', value: median(first) };
    return { name: `${title}, last page, ms`, value: median(last), limit, target: { atMost: 2 } };
  };
  try {
    await assignAll(seed);
    await seed.pairs.database.execute(
      `UPDATE service_providers SET host_state = 'host_inactive' WHERE account_id = $1`,
      [seed.pairs.accountId],
    );
    await seed.pairs.database.execute('VACUUM ANALYZE service_providers');
    return [
      await compare('hosts of a service', `/v1/services/${seed.serviceId}/conferencing`),
      await compare('hosts needing attention', '/v1/conferencing/attention'),
    ];
  } finally {
    await app.stop();
    await seed.pairs.close();
  }
}
