import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { newId } from '@conferencing/kernel';
import type { JsonApi } from './json-api.js';

/** What the demo has to find again at the next start. */
export interface KeptDemo {
  accountId: string;
  token: string;
  serviceId: string;
  providerId: string;
}

export function readKeptDemo(file: string): KeptDemo | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeptDemo) : undefined;
}

/** Makes an account with a token, and keeps what the next start has to know in the file. */
export async function createDemo(file: string, platform: JsonApi): Promise<KeptDemo> {
  const account = await platform.call<{ data: { id: string } }>('POST', '/v1/accounts', { name: 'Demo clinic' });
  const accountId = account.body.data.id;
  const path = `/v1/accounts/${accountId}/tokens`;
  const token = await platform.call<{ data: { token: string } }>('POST', path, { name: 'demo' });
  const demo = { accountId, token: token.body.data.token, serviceId: newId('service'), providerId: newId('provider') };
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}
