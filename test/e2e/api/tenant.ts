import { newId } from '@conferencing/kernel';
import type { Answer, Caller, Json } from './caller.js';

export interface ZoomUser {
  id?: string;
  email: string;
  first_name?: string;
  last_name?: string;
  status?: 'active' | 'inactive' | 'pending';
  type?: number;
}

export interface Connection {
  id: string;
  /** `/v1/connected_accounts/…` */
  path: string;
  /** Its external users by email. */
  users: Record<string, Json>;
}

export interface Pair {
  serviceId: string;
  providerId: string;
  key: string;
  /** `/v1/services/…/providers/…` */
  path: string;
  /** `/v1/services/…/providers/…/conferencing` */
  conferencing: string;
}

/** One of our accounts with a Zoom account of its own. */
export class Tenant {
  constructor(
    readonly accountId: string,
    readonly tokenId: string,
    readonly token: string,
    readonly api: Caller,
    readonly sandbox: Caller,
    readonly zoomAccountId: string,
  ) {}

  get actor(): string {
    return `token:${this.tokenId}`;
  }

  /** The body that connects the Zoom account. */
  get connection() {
    return {
      provider: 'zoom_admin',
      connection_scope: 'account',
      credentials: {
        type: 'server_to_server',
        account_id: this.zoomAccountId,
        client_id: `client-of-${this.zoomAccountId}`,
        client_secret: 'secret',
      },
    };
  }

  async zoomUsers(users: ZoomUser[]): Promise<void> {
    await this.control('PUT', 'users', users);
  }

  async fault(kind: string, more: { count?: number; delay_ms?: number } = {}): Promise<void> {
    await this.control('POST', 'faults', { kind, ...more });
  }

  async noFaults(): Promise<void> {
    await this.control('DELETE', 'faults');
  }

  async webhook(event: string, object: object, more: object = {}): Promise<void> {
    await this.control('POST', 'webhooks', { event, object, ...more });
  }

  /** Requests for users that this Zoom account has received. */
  async listings(): Promise<number> {
    const { data } = await this.sandbox.get(`/_control/requests?account_id=${this.zoomAccountId}`);
    return data.filter(({ path }: { path: string }) => path.startsWith('/v2/users')).length;
  }

  /** Connects Zoom and syncs its users. */
  async connected(users: ZoomUser[]): Promise<Connection> {
    await this.zoomUsers(users);
    const { data } = expectStatus(await this.api.post('/v1/connected_accounts', this.connection), 201);
    const path = `/v1/connected_accounts/${data.id}`;
    return { id: data.id, path, users: await this.sync(path) };
  }

  /** Syncs; returns the users by their email. */
  async sync(path: string): Promise<Record<string, Json>> {
    const { data } = expectStatus(await this.api.post(`${path}/external_users/sync`), 200);
    return Object.fromEntries(data.map((user: { email: string }) => [user.email, user]));
  }

  async service(name = 'Consultation'): Promise<string> {
    const id = newId('service');
    expectStatus(await this.api.put(`/v1/services/${id}`, { name }), 200);
    return id;
  }

  async provider(more: object = {}): Promise<string> {
    const id = newId('provider');
    expectStatus(await this.api.put(`/v1/providers/${id}`, { display_name: 'Dr. Smith', ...more }), 200);
    return id;
  }

  async pair(serviceId?: string, providerId?: string): Promise<Pair> {
    const pair = pairOf(serviceId ?? (await this.service()), providerId ?? (await this.provider()));
    expectStatus(await this.api.put(pair.path), 204);
    return pair;
  }

  /** A new pair with this host. */
  async assigned(connectedAccountId: string, externalUserId: string, serviceId?: string): Promise<Pair> {
    const pair = await this.pair(serviceId);
    const body = { connected_account_id: connectedAccountId, external_user_id: externalUserId };
    expectStatus(await this.api.put(pair.conferencing, body), 200);
    return pair;
  }

  async hostState(pair: Pair): Promise<string> {
    return (await this.api.get(`${pair.conferencing}/explain`)).data.host_state;
  }

  private async control(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await this.sandbox.send(method, `/_control/accounts/${this.zoomAccountId}/${path}`, body);
    if (answer.status >= 300) throw new Error(`The sandbox refused ${method} ${path}: ${answer.text}`);
  }
}

export function pairOf(serviceId: string, providerId: string): Pair {
  const path = `/v1/services/${serviceId}/providers/${providerId}`;
  return { serviceId, providerId, key: `${serviceId}/${providerId}`, path, conferencing: `${path}/conferencing` };
}

export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer;
}
