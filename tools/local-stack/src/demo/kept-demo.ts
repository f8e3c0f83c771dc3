import { keep } from '@conferencing/servers';
import { newId } from '@conferencing/kernel';
import type { JsonApi } from './json-api.js';

/** What the demo has to find again at the next start. */
export interface KeptDemo {
  accountId: string;
  token: string;
  /** The pair of the main job. */
  serviceId: string;
  providerId: string;
  /** The rest of the demo, once it is there: it is seeded once and then left alone. */
  seeded?: true;
}

/** Makes an account with a token, and keeps in the file what the next start needs. */
export async function createDemo(file: string, platform: JsonApi): Promise<KeptDemo> {
  const account = await platform.call<{ data: { id: string } }>('POST', '/v1/accounts', { name: 'Demo clinic' });
  const accountId = account.body.data.id;
  const path = `/v1/accounts/${accountId}/tokens`;
  const token = await platform.call<{ data: { token: string } }>('POST', path, { name: 'demo' });
  const demo = { accountId, token: token.body.data.token, serviceId: newId('service'), providerId: newId('provider') };
  keep(file, demo);
  return demo;
}
