import type { Clinic } from '../harness/clinic.js';

/** Each page with something on it, by the name of its picture. */
export function pagesOf({ connection, pairs, email }: Clinic): Record<string, string> {
  const pair = pairs.get('Follow-up/Hugo Alves') ?? pairs.get('First appointment/Ada Moreau')!;
  return {
    overview: '/overview',
    assignments: '/assignments',
    attention: '/attention',
    connections: '/connections',
    connection: `/connections/${connection.id}`,
    hosts: '/hosts',
    host: `/hosts/${connection.users[email('Ada Moreau')].id}`,
    service: `/services/${pair.serviceId}`,
    pair: `/assignments/${pair.serviceId}/${pair.providerId}`,
    audit: '/audit',
    import: '/import',
  };
}
