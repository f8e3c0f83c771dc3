import type { JsonApi } from './json-api.js';
import type { ZoomAccount } from './people.js';

/** Connects a Zoom account with credentials of its own, or finds the connection that is there; returns its id. */
export async function connectAccount(api: JsonApi, account: ZoomAccount): Promise<string> {
  const { body } = await api.call<{ data: { id: string } }>('POST', '/v1/connected_accounts', {
    provider: 'zoom_admin',
    connection_scope: 'account',
    credentials: { type: 'server_to_server', ...account },
  });
  return body.data.id;
}

export const syncPath = (connection: string) => `/v1/connected_accounts/${connection}/external_users/sync`;
