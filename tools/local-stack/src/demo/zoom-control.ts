import { JsonApi } from './json-api.js';

export interface DemoHost {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
}

/** The two people of the demo's Zoom account. */
export const HOSTS: readonly [DemoHost, DemoHost] = [
  { id: 'demo-host-ada', email: 'ada.moreau@example.com', first_name: 'Ada', last_name: 'Moreau' },
  { id: 'demo-host-ben', email: 'ben.okafor@example.com', first_name: 'Ben', last_name: 'Okafor' },
];

/** Credentials of an invented Zoom account: they work with a sandbox only. */
export const ZOOM_CREDENTIALS = {
  type: 'server_to_server',
  account_id: 'demo-zoom-account',
  client_id: 'demo-client',
  client_secret: 'demo-client-secret',
} as const;

const FIND_TIMEOUT_MS = 3000;

/** Controls the state of a Zoom sandbox by its control paths. */
export class ZoomControl {
  private constructor(private readonly api: JsonApi) {}

  /** Undefined if the Zoom at this address has no such paths, for example the real one. */
  static async find(zoomUrl: string): Promise<ZoomControl | undefined> {
    const api = new JsonApi(`${zoomUrl}/_control`);
    const answer = await api.ask('GET', '/requests', undefined, FIND_TIMEOUT_MS).catch(() => undefined);
    return answer?.status === 200 && typeof answer.body === 'object' ? new ZoomControl(api) : undefined;
  }

  async createAccount(): Promise<void> {
    const { account_id, client_id, client_secret } = ZOOM_CREDENTIALS;
    await this.api.call('PUT', `/accounts/${account_id}`, { client_id, client_secret });
    await this.putUsers(() => 'active');
  }

  /** Deactivates the person and sends Zoom's webhook about it. */
  async deactivate({ id, email }: DemoHost): Promise<void> {
    await this.putUsers((host) => (host.id === id ? 'inactive' : 'active'));
    const event = { event: 'user.deactivated', object: { id, email, type: 2 } };
    await this.api.call('POST', `/accounts/${ZOOM_CREDENTIALS.account_id}/webhooks`, event);
  }

  private async putUsers(statusOf: (host: DemoHost) => 'active' | 'inactive'): Promise<void> {
    const users = HOSTS.map((host) => ({ ...host, type: 2, status: statusOf(host) }));
    await this.api.call('PUT', `/accounts/${ZOOM_CREDENTIALS.account_id}/users`, users);
  }
}
