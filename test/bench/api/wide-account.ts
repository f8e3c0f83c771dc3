import type { Seed } from './seed.js';

export const WIDE = { services: 1_000, providers: 2_000, hosts: 1_500, pairs: 100_000 };

const number = (digits: string) => `lpad((${digits})::text, 12, '0')`;

/**
 * Gives the account of a seed many services, providers and hosts, and 100,000 pairs: most hosts have several services,
 * some several providers; some are deactivated or Basic; half of the pairs were assigned in bulk, and some have no
 * host.
 */
export async function widen({ pairs: { database, accountId }, connectedAccountId }: Seed): Promise<void> {
  await database.transaction(
    async ({ execute }) => {
      await execute('DELETE FROM service_providers WHERE account_id = $1', [accountId]);
      await execute(
        `INSERT INTO services (id, account_id, name, live, created_at, updated_at)
         SELECT 'srv_' || ${number('i')}, $1, 'Consultation ' || md5(i::text), true, now(), now()
         FROM generate_series(0, $2::int - 1) i`,
        [accountId, WIDE.services],
      );
      await execute(
        `INSERT INTO providers (id, account_id, display_name, email, active, created_at, updated_at)
         SELECT 'prov_' || ${number('i')}, $1, 'Dr. ' || left(md5(i::text), 8) || ' ' || left(md5((7 * i)::text), 8),
           'p' || i || '@example.com', true, now(), now()
         FROM generate_series(0, $2::int - 1) i`,
        [accountId, WIDE.providers],
      );
      await execute(
        `INSERT INTO external_users (id, account_id, connected_account_id, external_id, email, first_name, last_name,
           status, licensed, created_at, updated_at)
         SELECT 'exusr_' || ${number('i')}, $1, $2, 'wide' || i,
           CASE WHEN i % 50 = 0 THEN 'other' ELSE 'p' END || i || '@example.com', left(md5(i::text), 8),
           left(md5((7 * i)::text), 8), CASE WHEN i % 40 = 0 THEN 'inactive' ELSE 'active' END, i % 10 > 0, now(), now()
         FROM generate_series(0, $3::int - 1) i`,
        [accountId, connectedAccountId, WIDE.hosts],
      );
      await execute(
        `INSERT INTO service_providers (service_id, provider_id, account_id, in_catalog, service_live, provider_active)
         SELECT 'srv_' || ${number(`i % ${WIDE.services}`)},
           'prov_' || ${number(`(i / ${WIDE.services} * 20 + i) % ${WIDE.providers}`)}, $1, true, true, true
         FROM generate_series(0, $2::int - 1) i`,
        [accountId, WIDE.pairs],
      );
      await execute(
        `UPDATE service_providers sp
         SET version = 1, connected_account_id = ca.id, external_user_id = eu.id,
           host_state = conferencing_host_state(ca.status, eu.status, false),
           resolved_by = CASE WHEN right(sp.service_id, 1) < '5' THEN 'bulk' ELSE 'email' END, change = 'assigned',
           actor = 'platform', event_id = new_event_id(), occurred_at = now() - random() * interval '30 days',
           decided_at = now(), resource = conferencing_resource(
             sp.service_id, sp.provider_id, connected_account_json(ca), external_user_json(eu))
         FROM external_users eu JOIN connected_accounts ca ON ca.id = eu.connected_account_id
         WHERE eu.id = 'exusr_' || ${number(`right(sp.provider_id, 12)::int % ${WIDE.hosts}`)}
           AND right(sp.service_id, 2) <> '07'`,
      );
    },
    { statementTimeoutMs: 300_000 },
  );
  await database.execute('VACUUM ANALYZE');
}
