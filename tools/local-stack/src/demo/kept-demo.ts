import { newId } from '@conferencing/kernel';
import { keep } from '../kept-file.js';
import type { JsonApi } from './json-api.js';

/** What the demo has to find again at the next start. */
export interface KeptDemo {
  accountId: string;
  token: string;
  serviceId: string;
  providerId: string;
}

/** Makes an account with a token, and keeps what the next start has to know in the file. */
export async function createDemo(file: string, platform: JsonApi): Promise<KeptDemo> {
  const account = await platform.call<{ data: { id: string } }>('POST', '/v1/accounts', { name: 'Demo clinic' });
  const accountId = account.body.data.id;
  const path = `/v1/accounts/${accountId}/tokens`;
  const token = await platform.call<{ data: { token: string } }>('POST', path, { name: 'demo' });
  const demo = { accountId, token: token.body.data.token, serviceId: newId('service'), providerId: newId('provider') };
  keep(file, demo);
  return demo;
}
