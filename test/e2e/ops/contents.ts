import { Client } from 'pg';

/** What running processes write all the time. */
const RESTLESS = /^(outbox_relays|outbox_leases|outbox_topics|rate_limit.*|.*turns?)$/;

/** Everything that the tables of a database hold, a digest for each. */
export async function contentsOf(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; relname: string }>(
      `SELECT c.oid::regclass::text AS name, relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)'`,
    );
    const found: Record<string, string> = {};
    for (const { name, relname } of tables) {
      if (RESTLESS.test(relname)) continue;
      const { rows } = await client.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS is FROM ${name} t`);
      found[name] = String(rows[0]?.is);
    }
    return found;
  } finally {
    await client.end();
  }
}
