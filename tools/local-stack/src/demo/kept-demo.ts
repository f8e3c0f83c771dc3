import { newId } from '@conferencing/kernel';
import { keep } from '../kept-file.js';
import type { JsonApi } from './json-api.js';

/** What the next start has to find again. */
export interface KeptDemo {
  accountId: string;
  token: string;
  serviceId: string;
  providerId: string;
}

/** Creates an account with a token, and stores what the next start needs in the file. */
export async function createDemo(file: string, platform: JsonApi): Promise<KeptDemo> {
  const account = await platform.call<{ data: { id: string } }>('POST', '/v1/accounts', { name: 'Demo clinic' });
  const accountId = account.body.data.id;
  const path = `/v1/accounts/${accountId}/tokens`;
  const token = await platform.call<{ data: { token: string } }>('POST', path, { name: 'demo' });
  const demo = { accountId, token: token.body.data.token, serviceId: newId('service'), providerId: newId('provider') };
  keep(file, demo);
  return demo;
}
