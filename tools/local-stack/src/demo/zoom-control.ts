import { JsonApi } from './json-api.js';
import { CLINIC_USERS, HOSTS, ZOOM, type DemoHost, type ZoomAccount, type ZoomStatus } from './people.js';

const FIND_TIMEOUT_MS = 3000;

/** A Zoom with the sandbox's control paths. */
export class ZoomControl {
  private constructor(private readonly api: JsonApi) {}

  /** Undefined when the Zoom at this address has no such paths: the real one, for example. */
  static async find(zoomUrl: string): Promise<ZoomControl | undefined> {
    const api = new JsonApi(`${zoomUrl}/_control`);
    const answer = await api.ask('GET', '/requests', undefined, FIND_TIMEOUT_MS).catch(() => undefined);
    return answer?.status === 200 && typeof answer.body === 'object' ? new ZoomControl(api) : undefined;
  }

  /** The clinic's account as the demo leaves it, with both hosts of the main job active. */
  async openClinic(): Promise<void> {
    await this.putAccount(ZOOM.clinic);
    await this.putClinicUsers();
  }

  async putAccount({ account_id, client_id, client_secret }: ZoomAccount, scopes?: readonly string[]): Promise<void> {
    await this.api.call('PUT', `/accounts/${account_id}`, { client_id, client_secret, ...(scopes && { scopes }) });
  }

  async putUsers(
    { account_id }: Pick<ZoomAccount, 'account_id'>,
    users: readonly (readonly [DemoHost, ZoomStatus])[],
  ): Promise<void> {
    await this.api.call(
      'PUT',
      `/accounts/${account_id}/users`,
      users.map(([user, status]) => ({ ...user, status })),
    );
  }

  /** Every request of the account meets the fault, as long as this Zoom runs. */
  async addFault({ account_id }: ZoomAccount, kind: 'revoked' | 'scopes_missing'): Promise<void> {
    await this.api.call('POST', `/accounts/${account_id}/faults`, { kind });
  }

  /** Deactivates the host and sends the webhook that Zoom sends then. */
  async deactivate({ id, email }: DemoHost): Promise<void> {
    await this.putClinicUsers(id);
    const event = { event: 'user.deactivated', object: { id, email, type: 2 } };
    await this.api.call('POST', `/accounts/${ZOOM.clinic.account_id}/webhooks`, event);
  }

  private async putClinicUsers(inactive?: string): Promise<void> {
    const hosts = HOSTS.map((host) => [host, host.id === inactive ? 'inactive' : 'active'] as const);
    await this.putUsers(ZOOM.clinic, [...hosts, ...CLINIC_USERS]);
  }
}
