import { fastify } from 'fastify';
import { Pool } from 'pg';
import { ASSIGN_HOST } from '../../../apps/conferencing/src/persistence/pairs/assign-host.sql.js';
import { LOAD_PAIRS_AND_HOSTS } from '../../../apps/conferencing/src/persistence/pairs/load-pair.sql.js';

/** The minimum of a server: route, parse, run the same statements as prepared ones, answer. */
interface Params {
  account: string;
  service: string;
  provider: string;
}

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) });
const app = fastify();
const path = '/:account/:service/:provider';

app.put<{ Params: Params; Body: { connected_account_id: string; external_user_id: string } }>(
  path,
  async ({ params: { account, service, provider }, body }, reply) => {
    const key = [account, service, provider];
    const { rows } = await pool.query({
      name: 'load',
      text: LOAD_PAIRS_AND_HOSTS,
      values: [...key, body.connected_account_id, body.external_user_id, null].map((value) => [value]),
    });
    const [pair] = rows;
    const saved = await pool.query({
      name: 'assign',
      text: ASSIGN_HOST,
      values: [
        ...key,
        pair.version,
        body.connected_account_id,
        body.external_user_id,
        pair.external_user_id === null ? 'assigned' : 'reassigned',
        'external_user_id',
        'platform',
        new Date(),
        null,
      ],
    });
    const [{ resource, version }] = saved.rows;
    return reply.header('etag', `"${version}"`).type('application/json').send(`{"data":${resource}}`);
  },
);

app.get<{ Params: Params }>(path, async ({ params: { account, service, provider } }) => {
  const { rows } = await pool.query({
    name: 'show',
    text: `SELECT resource FROM service_providers
           WHERE account_id = $1 AND service_id = $2 AND provider_id = $3 AND external_user_id IS NOT NULL`,
    values: [account, service, provider],
  });
  return { data: rows[0].resource };
});

process.once('disconnect', () => process.exit(0));
void app.listen({ port: 0, host: '127.0.0.1' }).then((url) => process.send!({ url }));
