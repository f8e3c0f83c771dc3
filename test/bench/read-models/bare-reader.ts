import { fastify } from 'fastify';
import { Pool } from 'pg';
import { READ_PAIR } from './read-pair.sql.js';

/** The minimum of a server that answers a pair: route, one prepared statement, send. */
interface Params {
  account: string;
  service: string;
  provider: string;
}

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL_SIZE) });
const app = fastify();

app.get<{ Params: Params }>('/:account/:service/:provider', async ({ params }, reply) => {
  const { account, service, provider } = params;
  const { rows } = await pool.query<{ body: string }>({
    name: 'get',
    text: READ_PAIR,
    values: [account, service, provider],
  });
  return reply.type('application/json').send(rows[0]?.body);
});

process.once('disconnect', () => process.exit(0));
void app.listen({ port: 0, host: '127.0.0.1' }).then((url) => process.send!({ url }));
