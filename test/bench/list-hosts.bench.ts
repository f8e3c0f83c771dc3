import { hash } from 'node:crypto';
import { startApp } from '@conferencing/testing';
import { Pool } from 'undici';
import type { Figure } from '../../libs/testing/src/figure.js';
import { assignAll, seedAccount } from './api/seed.js';
import { CONNECTIONS } from './api/load.js';
import { p95 } from './api/percentile.js';
import { WIDE, widen } from './api/wide-account.js';
import { median } from './relay/median.js';

export const name = 'lists of 100,000 pairs';

const PAIRS = 100_000;
const ROUNDS = 15;
const PAGE_SIZE = 50;

async function firstAndLastPage(): Promise<Figure[]> {
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

const EMPTY = Buffer.from('{"data":[]');
const SECONDS = 3;
const MOST_MS = 100;

const somewhere = (turn: number, most: number) => (turn * 7_919) % most;
const hex = (turn: number) => hash('md5', String(somewhere(turn, WIDE.providers))).slice(0, 8);
const padded = (turn: number, most: number) => String(somewhere(turn, most)).padStart(12, '0');
const PAGES = WIDE.pairs / PAGE_SIZE;

const LISTS: Record<string, (turn: number) => string> = {
  'first page': () => '/v1/service_providers',
  'any page': (turn) => `/v1/service_providers?page=${somewhere(turn, PAGES) + 1}`,
  'by service, first pages': (turn) => `/v1/service_providers?sort=service&page=${(turn % 10) + 1}`,
  'by provider, first pages': (turn) => `/v1/service_providers?sort=-provider&page=${(turn % 10) + 1}`,
  'by host, first pages': (turn) => `/v1/service_providers?sort=host&page=${(turn % 10) + 1}`,
  'by time, first pages': (turn) => `/v1/service_providers?sort=-updated_at&page=${(turn % 10) + 1}`,
  'by host, any page': (turn) => `/v1/service_providers?sort=host&page=${somewhere(turn, PAGES) + 1}`,
  'of a service': (turn) => `/v1/service_providers?service_id=srv_${padded(turn, WIDE.services)}&sort=provider`,
  'of a provider': (turn) => `/v1/service_providers?provider_id=prov_${padded(turn, WIDE.providers)}`,
  'of a host': (turn) => `/v1/service_providers?external_user_id=exusr_${padded(turn, WIDE.hosts)}&sort=-updated_at`,
  'in a state': () => '/v1/service_providers?host_state=host_inactive&host_state=host_removed',
  'with a warning': (turn) => `/v1/service_providers?warning=${['host_shared', 'host_not_licensed'][turn % 2]}`,
  'search of a name': (turn) => `/v1/service_providers?search=${hex(turn)}`,
  'search of an email': (turn) => `/v1/service_providers?search=p${somewhere(turn, WIDE.providers)}@&sort=host`,
  'search that everything meets': (turn) => `/v1/service_providers?search=${['dr.', 'consult', '@example'][turn % 3]}`,
  providers: (turn) => `/v1/providers?search=${hex(turn)}`,
  summary: () => '/v1/conferencing/summary',
};

const BARE_PAGE = `
SELECT sp.version, sp.host_state, sp.resource::text FROM service_providers sp
WHERE sp.account_id = $1 AND sp.in_catalog AND sp.service_live ORDER BY sp.service_id, sp.provider_id LIMIT ${PAGE_SIZE}`;

async function underLoad(): Promise<Figure[]> {
  const seed = await seedAccount(1);
  await widen(seed);
  const { database, accountId } = seed.pairs;
  const app = await startApp('conferencing', { DATABASE_URL: seed.pairs.url });
  // The callers share the machine with what they measure; `fetch` would take a tenth of it.
  const callers = new Pool(app.url, { connections: CONNECTIONS, pipelining: 1 });
  const read = async (path: string): Promise<void> => {
    const request = { path, method: 'GET', headers: { authorization: `Bearer ${seed.token}` } } as const;
    const { statusCode, body } = await callers.request(request);
    const bytes = Buffer.from(await body.arrayBuffer());
    if (statusCode !== 200 || bytes.subarray(0, EMPTY.length).equals(EMPTY)) {
      throw new Error(`${path}: ${statusCode} ${bytes.toString('utf8', 0, 200)}`);
    }
  };
  try {
    const figures: Figure[] = [];
    const bare = await p95(SECONDS, () => database.query(BARE_PAGE, [accountId]));
    figures.push({ name: 'bare statement of a first page, p95 of 32 callers, ms', value: bare });
    for (const [title, path] of Object.entries(LISTS)) {
      await p95(SECONDS / 3, (turn) => read(path(turn)));
      const value = await p95(SECONDS, (turn) => read(path(turn)));
      figures.push({ name: `${title}, p95 of 32 callers, ms`, value, target: { atMost: MOST_MS } });
    }
    return figures;
  } finally {
    await callers.close();
    await app.stop();
    await seed.pairs.close();
  }
}

export async function run(): Promise<Figure[]> {
  return [...(await firstAndLastPage()), ...(await underLoad())];
}
