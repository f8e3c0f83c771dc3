import { keep } from '@conferencing/servers';
import { newId } from '@conferencing/kernel';
import type { JsonApi } from './json-api.js';
import type { KeptDemo } from './kept-demo.js';
import { CLINIC_USERS, HOSTS, OTHERS, ZOOM, type Person, type ZoomAccount } from './people.js';
import { line } from './print.js';
import { connectAccount, syncPath } from './zoom-connection.js';
import type { ZoomControl } from './zoom-control.js';

const people = Object.keys(OTHERS) as Person[];

/** Who delivers which service. */
const DELIVERED_BY: Readonly<Record<string, readonly Person[]>> = {
  'First appointment': people,
  'Follow-up': ['chloe', 'daniel', 'elena', 'kira', 'leo'],
  'Group course': ['chloe', 'daniel'],
};

/**
 * Fills the account with something to look at: three services, twelve providers, pairs in every host state, connections
 * that are broken in both ways, and changes in the history.
 */
export class DemoSeed {
  private readonly services: Readonly<Record<string, string>>;
  private readonly providers = Object.fromEntries(people.map((person) => [person, newId('provider')])) as Record<
    Person,
    string
  >;

  constructor(
    private readonly file: string,
    private readonly demo: KeptDemo,
    private readonly api: JsonApi,
    private readonly zoom: ZoomControl,
  ) {
    this.services = {
      'First appointment': demo.serviceId,
      'Follow-up': newId('service'),
      'Group course': newId('service'),
    };
  }

  async plant(clinic: string): Promise<void> {
    await this.fillCatalog();
    await this.putClinicUsers({ asBefore: true });
    await this.sync(clinic);
    for (const person of ['chloe', 'daniel', 'elena', 'farid', 'grace', 'hugo', 'kira'] as const) {
      await this.assign('First appointment', person, clinic);
    }
    await this.assign('First appointment', 'leo', clinic, OTHERS.daniel.email);
    await this.assign('Group course', 'chloe', clinic, OTHERS.daniel.email);
    await this.assign('Group course', 'chloe', clinic);
    await this.assign('Group course', 'daniel', clinic);
    await this.breakConnection('ines', ZOOM.branch, async (account) => {
      await this.zoom.putAccount({ ...account, client_secret: 'changed-at-zoom' });
      await this.zoom.addFault(account, 'revoked');
    });
    await this.breakConnection('jonas', ZOOM.partner, async (account) => {
      await this.zoom.putAccount(account, []);
      await this.zoom.addFault(account, 'scopes_missing');
    });
    await this.api.call('PUT', `/v1/services/${this.services['Follow-up']}/conferencing`, {
      connected_account_id: clinic,
    });
    await this.handOver(clinic);
    await this.putClinicUsers({ asBefore: false });
    await this.sync(clinic);
    keep(this.file, { ...this.demo, seeded: true });
    line('three services, twelve providers, pairs in every host state, and some history');
  }

  private async fillCatalog(): Promise<void> {
    for (const [name, id] of Object.entries(this.services)) await this.api.call('PUT', `/v1/services/${id}`, { name });
    const [, ben] = HOSTS;
    const benId = newId('provider');
    const providers = people.map((person) => [this.providers[person], OTHERS[person]] as const);
    for (const [id, { email, first_name, last_name }] of [...providers, [benId, ben] as const]) {
      const display_name = `${first_name} ${last_name}`;
      await this.api.call('PUT', `/v1/providers/${id}`, { display_name, email, first_name, last_name });
    }
    await this.api.call('PUT', `/v1/services/${this.demo.serviceId}/providers/${benId}`);
    for (const [service, providersOfService] of Object.entries(DELIVERED_BY)) {
      for (const person of providersOfService) await this.api.call('PUT', this.path(service, person));
    }
  }

  /** Before: everybody is there and active, so that they can be given meetings. After: as {@link CLINIC_USERS} has them. */
  private async putClinicUsers({ asBefore }: { asBefore: boolean }): Promise<void> {
    const hosts = HOSTS.map((host) => [host, 'active'] as const);
    const before = [...CLINIC_USERS, [OTHERS.hugo, 'active'] as const].map(
      ([user, status]) => [user, status === 'pending' ? status : 'active'] as const,
    );
    await this.zoom.putUsers(ZOOM.clinic, [...hosts, ...(asBefore ? before : CLINIC_USERS)]);
  }

  private async assign(service: string, person: Person, connection: string, email?: string): Promise<void> {
    const body = { connected_account_id: connection, email: email ?? OTHERS[person].email };
    await this.api.call('PUT', `${this.path(service, person)}/conferencing`, body);
  }

  /**
   * Connects a Zoom account, gives its user a meeting, and then breaks the account so that the next sync fails. The changed
   * account keeps it broken after a restart; the fault breaks it at once, while a token is still good.
   */
  private async breakConnection(
    person: Person,
    account: ZoomAccount,
    breakIt: (account: ZoomAccount) => Promise<void>,
  ): Promise<void> {
    await this.zoom.putAccount(account);
    await this.zoom.putUsers(account, [[OTHERS[person], 'active']]);
    const connection = await connectAccount(this.api, account);
    await this.assign('First appointment', person, connection);
    await breakIt(account);
    // 502: this is the failure that breaks the connection.
    await this.api.ask('POST', syncPath(connection));
  }

  private async handOver(clinic: string): Promise<void> {
    const path = `/v1/connected_accounts/${clinic}/external_users?search=${OTHERS.kira.email}`;
    const { body } = await this.api.call<{ data: [{ id: string }] }>('GET', path);
    await this.api.call('POST', '/v1/conferencing/handovers', {
      from: { connected_account_id: clinic, external_user_id: body.data[0].id },
      to: { connected_account_id: clinic, email: OTHERS.chloe.email },
      service_ids: [this.services['Follow-up']],
    });
  }

  private async sync(connection: string): Promise<void> {
    await this.api.call('POST', syncPath(connection));
  }

  private path(service: string, person: Person): string {
    return `/v1/services/${this.services[service]}/providers/${this.providers[person]}`;
  }
}
